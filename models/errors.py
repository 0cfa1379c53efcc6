"""The tree of errors that radroster raises.

::

    RadrosterError
    ├── InputError              the caller's data is wrong: names the place and the way out (exit code 1, HTTP 422)
    │   ├── FormatError         a file cannot be read as what it claims to be
    │   └── UnknownReferenceError   an id that nothing in the department carries
    └── BrokenInvariantError    radroster itself is wrong: never the caller's fault (exit code 1, HTTP 500)

An impossible roster is not an error: it is a `Result` with status ``INFEASIBLE`` and reasons.
"""

import difflib
from collections.abc import Iterable
from typing import Self


class RadrosterError(Exception):
    """Root of all errors raised on purpose; the CLI and the service catch this one."""


class InputError(RadrosterError):
    """Wrong input: `place` says where, `problem` what, `advice` what to do about it."""

    def __init__(self, place: str, problem: str, advice: str = "") -> None:
        self.place, self.problem, self.advice = place, problem, advice
        super().__init__(f"{place}: {problem}" + (f" {advice}" if advice else ""))


class FormatError(InputError):
    """A file that is not what it claims to be; raised by readers, naming file and line."""


class UnknownReferenceError(InputError):
    """An id that nothing carries; raised when a department is put together, with the nearest known ids."""

    @classmethod
    def near(cls, place: str, kind: str, value: str, known: Iterable[str], *, listed: str = "") -> Self:
        """The error for an id that is none of those known, which says what may have been meant.

        `listed` is the advice where nothing known looks alike; adding it to the department when absent.
        """
        close = difflib.get_close_matches(value, known, n=2, cutoff=0.5)
        add = listed or f"Add it to the department's {kind} list, or remove it."
        return cls(place, f"unknown {kind} {value!r}.", f"Maybe you meant {' or '.join(close)}." if close else add)


class BrokenInvariantError(RadrosterError):
    """Two parts of radroster disagree (solver and checker, say): a bug to report, never shown as a roster."""
