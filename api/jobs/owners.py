"""Names of those who hold jobs. Whoever runs on the same machine can tell by the name that its bearer is gone.

A name holds the process that answers for the job: a worker's own, or the server's that started it, since its workers
end with it. Numbers of processes mean something on one machine alone, until it starts anew, and within one container.
So the name holds all that, too, and of the bearers of any other name only their beat tells whether they live.
"""

import hashlib
import os
import re
import secrets
import socket
from functools import cache
from pathlib import Path

_PROCESSES = Path("/proc")
_NAME = re.compile(r".*-(?P<here>[0-9a-f]{12})-(?P<process>\d+)-(?P<begun>\d+)-[0-9a-f]{8}")


def new_owner() -> str:
    """A name that no other worker has or had."""
    process = os.getpid()
    return "-".join((socket.gethostname(), _here(), str(process), _begun(process) or "0", secrets.token_hex(4)))


def surely_gone(owner: str) -> bool:
    """Whether the process that answers for the owner ran on this machine, and runs no longer."""
    named = _NAME.fullmatch(owner)
    if named is None or named["here"] != _here():
        return False
    process = int(named["process"])
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # somebody else's process, whose entry below /proc may be hidden
        return False
    return _begun(process) not in {named["begun"], None}


@cache
def _here() -> str:
    """Which machine, since when, and which container on it."""
    try:
        boot = (_PROCESSES / "sys/kernel/random/boot_id").read_text(encoding="ascii")
        room = (_PROCESSES / "self/ns/pid").stat().st_ino
    except OSError:
        return "nowhere"  # the system does not tell one machine's processes from another's
    return hashlib.sha256(f"{boot} {room}".encode()).hexdigest()[:12]


def _begun(process: int) -> str | None:
    """When a process began, in ticks since the machine did; ``dead`` for one that only waits to be buried."""
    try:
        told = (_PROCESSES / str(process) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = told.rpartition(")")[2].split()
    return "dead" if fields[0] in "ZX" else fields[19]
