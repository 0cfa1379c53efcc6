"""A month at the desk, over a real socket: made, edited, published, and seen by the person whose shift it is."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from api.auth.rights import Role
from api.departments.examples import DEPARTMENT
from tests.api.desk.reading import read, send, shifts, show
from tests.api.running import PROGRAM
from tests.api.serving.served import PATIENCE, Served, events
from tests.api.users.signed import PASSWORD
from tests.browser import QUIET, Browser, browsing


def serving(folder: Path, workers: int) -> Iterator[Served]:
    one = Served(folder)
    one.start(workers=workers)
    yield one
    one.end()
    one.process.communicate()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    yield from serving(tmp_path, workers=1)


@pytest.fixture
def without_workers(tmp_path: Path) -> Iterator[Served]:
    yield from serving(tmp_path, workers=0)


def add_user(served: Served, name: str, role: Role, person: str | None = None) -> None:
    """Have an admin make a user of Riverside."""
    wanted = {"name": name, "password": PASSWORD, "role": role, "departments": ["riverside"], "person": person}
    with served.client() as admin:
        assert admin.post("/v1/users", json=wanted).status_code == 201


def at_the_desk(served: Served, name: str, role: Role, person: str | None = None) -> httpx2.Client:
    """A browser in which a new user has signed in by the form."""
    add_user(served, name, role, person)
    browser = httpx2.Client(base_url=served.url, timeout=PATIENCE)
    answer = send(browser, show(browser, "/"), "/sign-in", name=name, password=PASSWORD)
    assert answer.status_code == 200, answer.text
    assert "HttpOnly" in answer.history[0].headers["set-cookie"]
    return browser


def test_a_manager_makes_edits_and_publishes_a_month_and_staff_see_their_shift(served: Served) -> None:
    with served.client() as admin:
        assert admin.put("/v1/departments/riverside", json=DEPARTMENT).status_code == 201
    with closing(at_the_desk(served, "maria", Role.MANAGER)) as maria:
        ordered = send(maria, show(maria, "/desk/departments/riverside"), "/rosters", seconds="60", label="February")
        place = ordered.url.path
        live = next(iter(read(ordered.text).all(id_="live")), None)
        if live is not None:  # else the worker was quicker than the page
            told = list(events(maria, live.attributes["data-job"]))
            assert told[-1][1:] == ("state", {"state": "succeeded"})
        board = show(maria, place)
        assert board.all(class_="verdict")[0].text.startswith("✓ Proved best")
        (row,) = (one for one in board.all(id_="sheet")[0].all("tr") if one.all("td") and one.all("td")[0].text == "D")
        person = int(row.attributes["id"][1:])
        chosen = show(maria, f"{place}/cell?person={person}&day=0&other={1 - person}")
        assert chosen.all(class_="title")[0].text == "No rule, hole or price changes."
        edited = read(send(maria, chosen, "/cell").text)
        assert "Saved as version 2: 2 days changed." in edited.text
        published = read(send(maria, show(maria, f"{place}/publish"), "/publish").text)
        assert published.all("h1")[0].text == "February published"
    other = ("ann", "bo")[1 - person]
    with closing(at_the_desk(served, other, Role.STAFF, other)) as staff:
        assert shifts(show(staff, "/desk/shifts?days=all")) == ["Mon 1 Feb D 07:00–15:00 D, CT"]
        assert staff.get(place).status_code == 403
    assert PASSWORD not in served.log


def sign_in(browser: Browser, served: Served, name: str) -> None:
    """Come to the desk and sign in by the form."""
    browser.open(served.url)
    browser.write("[name=name]", name)
    browser.write("[name=password]", PASSWORD)
    browser.click("button", "Sign in")
    browser.see(".whoami", name)


def watched(browser: Browser, served: Served) -> None:
    """Order a roster and stay on its page: first nobody makes it, then a worker does, and the page follows."""
    browser.choose("[name=seconds]", "30")
    browser.write("[name=label]", "February")
    browser.click("button", "Generate")
    browser.see("#live .status", "Waiting for a worker")
    database = f"sqlite:///{served.folder}/service.db"
    with subprocess.Popen([PROGRAM, "worker", "--database-url", database], stderr=subprocess.DEVNULL) as worker:
        browser.see(".verdict", "Proved best")
        worker.terminate()


def exchanged(browser: Browser) -> str:
    """Give the one duty of the roster to the other person; answers who that is."""
    browser.click("#sheet tbody td", "D")
    mine = browser.see("#cell-title").partition(",")[0]
    other = {"Ann": "Bo", "Bo": "Ann"}[mine]
    browser.choose("#panel [name=other]", other)
    browser.see("#effect", "No rule, hole or price changes.")
    browser.click("#panel button", "Save")
    browser.see(".toast", "Saved as version 2: 2 days changed.")
    assert "D" in browser.see("#sheet tbody tr", other).split()
    return other


def test_a_month_is_made_by_clicks_in_a_real_browser(without_workers: Served, chromium: str, tmp_path: Path) -> None:
    served = without_workers
    with served.client() as admin:
        assert admin.put("/v1/departments/riverside", json=DEPARTMENT).status_code == 201
    add_user(served, "maria", Role.MANAGER)
    with browsing(chromium, tmp_path / "profile") as browser:
        sign_in(browser, served, "maria")
        assert browser.value("() => document.cookie") == ""
        browser.click("main a", "Riverside Imaging")
        watched(browser, served)
        other = exchanged(browser)
        browser.click("a", "Publish …")
        browser.click("button", "Publish")
        browser.see("h1", "February published")
        browser.click("button", "Sign out")
        browser.see("h1", "Sign in")
        add_user(served, other.lower(), Role.STAFF, other.lower())
        sign_in(browser, served, other.lower())
        browser.click("a", "All shifts")
        assert browser.see(".shifts li").startswith("Mon 1 Feb D 07:00–15:00 D, CT")
        assert browser.complaints == []


def test_a_browser_runs_the_desks_own_script_under_its_policy(served: Served, chromium: str, tmp_path: Path) -> None:
    profile, address = f"--user-data-dir={tmp_path / 'profile'}", f"{served.url}/sign-in"
    command = [chromium, *QUIET, "--disable-background-networking", profile, "--enable-logging=stderr", "--dump-dom"]
    done = subprocess.run([*command, address], capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert "CONSOLE" not in done.stderr, done.stderr
    assert read(done.stdout).all("html")[0].attributes["class"] == "scripted"
