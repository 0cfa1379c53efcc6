"""What a process and its children use."""

import re
import threading
import time
from pathlib import Path


class Memory:
    """Samples the resident memory of a process and all its descendants (Linux only; 0 elsewhere)."""

    def __init__(self, root: int) -> None:
        self.root, self.peak, self._done = root, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The peak in MB."""
        self._done.set()
        self._thread.join()
        return self.peak

    def _watch(self) -> None:
        while not self._done.is_set():
            self.peak = max(self.peak, sum(_resident(pid) for pid in _family(self.root)) / 1024)
            time.sleep(0.1)


def _family(root: int) -> list[int]:
    found, queue = [], [root]
    while queue:
        pid = queue.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                queue += [int(child) for child in task.read_text(encoding="ascii").split()]
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0
