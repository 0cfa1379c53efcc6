"""Lets OR-Tools load without pandas: more than half of the time that a worker takes to start."""

import sys
from types import ModuleType

OFFERED_NAMES = frozenset({"DataFrame", "Index", "Series"})


class _Names(ModuleType):
    """A module that has the names which OR-Tools mentions in annotations, and nothing behind them."""

    def __getattr__(self, name: str) -> type:
        if name not in OFFERED_NAMES:
            raise AttributeError(name)
        return type(name, (), {})


def without_pandas() -> None:
    """Put names in the place of pandas, where it is not loaded yet.

    For processes of which we know all the code. OR-Tools 9.15 needs pandas only for series of variables, which
    nobody here makes; importing it takes 1.1 of 1.9 seconds of processor time and 33 of 110 MB.
    """
    sys.modules.setdefault("pandas", _Names("pandas"))
