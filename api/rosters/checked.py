"""Rosters that this process has checked already: neither a version of a roster nor what it is made for ever changes.

The checker also remembers much of a department that it has seen, so that the next roster for it takes half as long.
"""

import threading
from dataclasses import dataclass
from functools import lru_cache

from api.audit.events import digest
from models.department import Department, read_department
from models.roster import Roster, Verdict
from scheduler.verify import verify

REMEMBERED = 16
"""Departments, and rosters: some megabytes each for a hundred people."""


@dataclass(frozen=True, eq=False)
class Checked:
    """A roster, what it was made for, and what the checker says of it."""

    department: Department
    roster: Roster
    verdict: Verdict


@lru_cache(maxsize=REMEMBERED)
def department_of(roster: str, document: str) -> Department:
    """The department that a roster is made for."""
    return read_department(document, f"department of roster {roster}")


class _Checker:
    """Checks one roster at a time: whoever asks for the one at hand waits for it, and finds it checked."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._known: dict[tuple[str, str], Checked] = {}
        """(roster, digest of its duties) → what was found, oldest first."""

    def __call__(self, roster: str, document: str, duties: str) -> Checked:
        """A roster by its id, the document that it is made for, and its duties as JSON."""
        key = (roster, digest(duties))
        found = self._known.get(key)
        return self._check(key, document, duties) if found is None else found

    def forget(self) -> None:
        """Remember no roster any more."""
        self._known.clear()

    def _check(self, key: tuple[str, str], document: str, duties: str) -> Checked:
        with self._turn:
            if key not in self._known:
                department, roster = department_of(key[0], document), Roster.model_validate_json(duties)
                while len(self._known) >= REMEMBERED:
                    del self._known[next(iter(self._known))]
                self._known[key] = Checked(department, roster, verify(department, roster))
            return self._known[key]


checked = _Checker()
"""``checked(roster, document, duties)``."""
