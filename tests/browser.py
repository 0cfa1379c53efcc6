"""A Chromium that tests click through, by its DevTools protocol over a pipe: it sees and hits what somebody would."""

import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
"""What every Chromium of the tests is started with."""
WIRED = 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null'
"""Chromium reads calls from its descriptor 3 and answers on 4."""
PATIENCE = 60.0

FIND = """(chosen, words) => document.readyState === "complete" && [...document.querySelectorAll(chosen)].find(
    (one) => one.checkVisibility({visibilityProperty: true}) && one.innerText.includes(words))"""
READ = f"(...wanted) => (({FIND})(...wanted) || {{innerText: null}}).innerText"
FOCUS = (
    f"(...wanted) => {{ const one = ({FIND})(...wanted); if (one) one.focus(); return document.activeElement === one }}"
)
PLACE = f"""(...wanted) => {{
    const one = ({FIND})(...wanted);
    if (!one) return null;
    one.scrollIntoView({{block: "center", behavior: "instant"}});
    const box = one.getClientRects()[0], [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return one.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
}}"""


class Browser:
    """One page of a Chromium; what is not there yet is waited for."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._session: dict[str, str] = {}
        self._calls, self._unread = 0, b""
        self.complaints: list[dict[str, Any]] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, url: str) -> None:
        """Go to an address."""
        self._call("Page.navigate", url=url)

    def see(self, chosen: str, words: str = "") -> str:
        """The text, on one line, of the first visible element of that selector with these words in it."""
        return " ".join(str(self._wait(lambda: self.value(READ, chosen, words), f"{words!r} in {chosen}")).split())

    def click(self, chosen: str, words: str = "") -> None:
        """Click in the middle of such an element, once nothing covers it."""
        x, y = self._wait(lambda: self.value(PLACE, chosen, words), f"{words!r} in {chosen}, to be clicked")
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def write(self, chosen: str, text: str) -> None:
        """Click a field and write into it."""
        self.click(chosen)
        self._call("Input.insertText", text=text)

    def choose(self, chosen: str, words: str) -> None:
        """Choose in a list by writing how the entry begins."""
        self._wait(lambda: self.value(FOCUS, chosen, ""), f"{chosen}, to choose from")
        for letter in words:
            self._call("Input.dispatchKeyEvent", type="char", text=letter)

    def value(self, function: str, *given: str) -> Any:  # noqa: ANN401 - JSON
        """What a JavaScript function answers, or None while one page gives way to another."""
        called = f"({function})(...{json.dumps(given)})"
        answer = self._send("Runtime.evaluate", expression=called, returnByValue=True)
        told = answer.get("result", {})
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told.get("result", {}).get("value")

    def _wait(self, look: Callable[[], T], what: str) -> T:
        until = time.monotonic() + PATIENCE
        while not (found := look()):
            if time.monotonic() > until:
                page = self.value("() => `${location.pathname}:\\n${document.body.innerText}`")
                raise AssertionError(f"there is no {what} on {page}")
            time.sleep(0.1)
        return found

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        answer = self._send(method, **parameters)
        assert "result" in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _send(self, method: str, **parameters: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._calls += 1
        message = {"id": self._calls, "method": method, "params": parameters} | self._session
        self._process.stdin.write(json.dumps(message).encode() + b"\0")
        self._process.stdin.flush()
        while (answer := self._next()).get("id") != self._calls:
            failed = answer.get("params", {}).get("entry", {}).get("level") == "error"
            if failed or answer.get("method") == "Runtime.exceptionThrown":
                self.complaints.append(answer["params"])
        return answer

    def _next(self) -> dict[str, Any]:
        """The next message, an answer or an event; each ends with a zero byte."""
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        while b"\0" not in self._unread:
            ready, _, _ = select.select([pipe], [], [], PATIENCE)
            more = os.read(pipe, 1 << 16) if ready else b""
            assert more, "Chromium does not answer"
            self._unread += more
        message, _, self._unread = self._unread.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told


@contextmanager
def browsing(chromium: str, profile: Path) -> Iterator[Browser]:
    """A Chromium with a new profile, ended afterwards."""
    options = [*QUIET, "--disable-background-networking", "--remote-debugging-pipe", "--window-size=1400,1000"]
    command = ["sh", "-c", WIRED, chromium, *options, f"--user-data-dir={profile}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield Browser(process)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
