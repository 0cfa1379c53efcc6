"""Who takes part, by name."""

from typing import Final

from benchmarks.rivals.contest import Contestant
from benchmarks.rivals.one_model import OneModel
from benchmarks.rivals.ours import Alone, Whole
from benchmarks.rivals.shift_scheduling import ShiftScheduling
from benchmarks.rivals.timefold_solver import Timefold
from models.errors import UnknownReferenceError
from scheduler.search.columns.strategy import ColumnSearch
from scheduler.search.compact import Compact, Relaxation
from scheduler.search.full import Full
from scheduler.search.lns import Lns
from scheduler.search.person_bound import PersonBound
from scheduler.search.plan import Stage
from scheduler.search.start import OneByOne
from scheduler.search.sweep import Sweep

CONTESTANTS: Final[dict[str, Contestant]] = {
    "radroster": Whole(),
    "windows": Alone((Stage(OneByOne()), Stage(Sweep()), Stage(Lns()))),
    "columns": Alone((Stage(ColumnSearch()),)),
    "relaxation": Alone((Stage(OneByOne()), Stage(Relaxation()), Stage(PersonBound(promise=None)))),
    "full": Alone((Stage(OneByOne()), Stage(Full()))),
    "highs": Alone((Stage(Compact()),)),
    "cp-sat-1": OneModel(1, linearization=2),
    "cp-sat-2": OneModel(2),
    "cp-sat-8": OneModel(8),
    "shift-scheduling-2": ShiftScheduling(2),
    "shift-scheduling-8": ShiftScheduling(8),
    "shift-automata-8": ShiftScheduling(8, automata=True),
    "timefold": Timefold(),
    "timefold-default": Timefold("default.xml"),
    "timefold-warm": Timefold(warm=20.0),
}
"""`benchmarks/README.md` says what each one is."""

DEFAULT: Final = (
    "radroster,cp-sat-1,cp-sat-2,cp-sat-8,highs,shift-scheduling-2,shift-scheduling-8,timefold,timefold-warm"
)
"""Us against everybody else."""


def contestant_named(name: str) -> Contestant:
    """The contestant of that name; raises `UnknownReferenceError` listing the names there are."""
    if name not in CONTESTANTS:
        raise UnknownReferenceError(f"contestant {name!r}", "unknown.", f"Use some of {', '.join(CONTESTANTS)}.")
    return CONTESTANTS[name]
