"""A trade tried on the roster in force, by the checker and against every rule, before anybody approves it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.auth.rights import Right
from api.rosters.editing import new_violations, with_edits
from api.rosters.repository import Held
from api.rosters.schemas import CellEdit
from api.self_service.present import as_known_now
from api.self_service.schemas import Effect
from models.department import Department
from models.policy import Level
from models.roster import Roster, Verdict, Violation
from scheduler.lines import Lines
from scheduler.rulebook import bind
from scheduler.verify import verify
from scheduler.wages import Wages


@dataclass(frozen=True, eq=False)
class Trial:
    """A roster in force before and after some cells change hands, both checked."""

    held: Held
    department: Department
    """As the roster was made for it, with what is known by now."""
    cells: tuple[CellEdit, ...]
    roster: Roster
    """With the cells changed."""

    @cached_property
    def verdicts(self) -> tuple[Verdict, Verdict]:
        """What the checker says before and after."""
        bound = bind(self.department)
        before, after = (verify(self.department, one, bound=bound) for one in (self.held.roster, self.roster))
        return before, after

    @cached_property
    def worse(self) -> tuple[Violation, ...]:
        """What is missed where it was not, or less, before; in a roster that is broken already the rest may stay."""
        before, after = self.verdicts
        was, now = (_units(one.violations) for one in (before, after))
        return tuple(one for one in new_violations(before, after) if now[_place(one)] > was[_place(one)])

    @property
    def broken(self) -> tuple[Violation, ...]:
        """Hard rules that are newly broken."""
        return tuple(one for one in self.worse if one.level is Level.HARD)

    @property
    def missed(self) -> tuple[Violation, ...]:
        """Everything else that is newly missed."""
        return tuple(one for one in self.worse if one.level is not Level.HARD)

    @property
    def cost_change(self) -> int:
        """Cents."""
        before, after = self.verdicts
        return after.cost - before.cost

    @property
    def hole_change(self) -> int:
        """Person-minutes below the least cover."""
        before, after = self.verdicts
        return after.holes - before.holes

    @cached_property
    def overtime_change(self) -> int:
        """Minutes of overtime more, of each of the people concerned who get more."""
        people = sorted({cell.person for cell in self.cells})
        was, now = (_overtime(self.department, one, people) for one in (self.held.roster, self.roster))
        return sum(max(0, after - before) for before, after in zip(was, now, strict=True))


def attempt(session: Session, held: Held, cells: Sequence[CellEdit]) -> Trial:
    """Try edits of a roster without keeping them."""
    department = as_known_now(session, held.department)
    return Trial(held, department, tuple(cells), with_edits(department, held.roster, cells))


def effect_for(caller: Caller, trial: Trial, held_back: Sequence[str]) -> Effect:
    """What the caller may know of a trial: costs are for planners, since they tell wages."""
    planner = caller.may(Right.READ_ROSTERS)
    return Effect(
        roster_version=trial.held.kept.version, possible=not trial.broken, broken=refusals(caller, trial),
        hole_change=trial.hole_change, cost_change=trial.cost_change if planner else None,
        overtime_change=trial.overtime_change if planner else None,
        missed=tuple(one.message for one in trial.missed) if planner else None,
        held_back=tuple(held_back) if planner else None,
    )  # fmt: skip


def impossible(held: Held, told: str) -> Effect:
    """What is said of a trade that cannot even be tried."""
    return Effect(roster_version=held.kept.version, possible=False, broken=(told,), hole_change=0)


def refusals(caller: Caller, trial: Trial) -> tuple[str, ...]:
    """What forbids a trade, in words for the caller.

    Whatever it is that forbids it to somebody else is told alike, so that nobody learns of another's time off,
    restrictions or papers.
    """
    told = []
    for one in trial.broken:
        own = one.person is None or caller.is_person(trial.department.id, one.person) or caller.may(Right.READ_ROSTERS)
        told.append(one.message if own or one.person is None else _unavailable(trial, one.person))
    return tuple(dict.fromkeys(told))


def begins_at(department: Department, date: dt.date, shift: str) -> dt.datetime:
    """The instant at which a shift of a date begins."""
    horizon = department.horizon
    return horizon.instant(horizon.day_of(date), department.shift_by_id[shift].start)


def _unavailable(trial: Trial, person: str) -> str:
    days = sorted({cell.date for cell in trial.cells})
    return f"{trial.department.person_by_id[person].label} is not available ({', '.join(map(str, days))})"


def _units(violations: Sequence[Violation]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for one in violations:
        found[_place(one)] += one.units
    return found


def _place(one: Violation) -> tuple[object, ...]:
    return one.item, one.person, one.date, one.area, one.shift, one.start, one.end


def _overtime(department: Department, roster: Roster, people: Sequence[str]) -> list[int]:
    wages = Wages(Lines(department, roster))
    paid = (wages.of(department.person_by_id[person]) for person in people)
    return [sum(one.minutes for one in lines if one.kind == "overtime") for lines in paid]
