"""What it does to a roster that somebody loses duties, read from what is near them: a month's cover takes too long.

Who is where counts by area and day in the families that say so (`scheduler.family.TeamRule.by_place`): of these only
the rows of the lost duty's area and days are read, and only people who are at work around then. Other rules of teams
are read whole, and rules of one person on that person's line.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.calendar import MINUTES_PER_DAY
from models.department import Department
from models.policy import Level
from models.requests import Assignment, Tail, TimeOff
from models.roster import Roster, Verdict
from scheduler.family import PersonRule, TeamRule, Term
from scheduler.rulebook import AnyBound, bind
from scheduler.verify import verify

_ROWS = ("coverage", "shift_needs")
_OF_PEOPLE = ("restrictions", "wishes", "pins", "published")
_OF_PEOPLE = ("restrictions", "wishes", "pins", "published")


@dataclass(frozen=True)
class Loss:
    """What is different once the duties are lost."""

    minutes: tuple[int, ...]
    """Hole minutes that each duty tears open, given that those before it are lost."""
    broken: int
    """Hard rules of the person's own line that are broken while the duties are kept."""
    cost: int
    """Cents that the roster costs more without them."""


def loss_of(department: Department, roster: Roster, duties: Sequence[Assignment], leave: TimeOff) -> Loss:
    """The loss of some duties of the person who is to be away: all that `verify` would tell of the whole.

    Their order is the one in which they are lost. The absence is one that the department does not have yet.
    """
    bound, minutes, cost = _Bound.of(department), list[int](), 0
    for number, duty in enumerate(duties):
        around = _Around.of(department, duty)
        place, part = _near(department, duty, around), _without(around.part_of(roster), duties[:number])
        before = verify(place, part, bound=bound.by_place)
        after = verify(place, _without(part, (duty,)), bound=bound.by_place)
        minutes.append(after.holes - before.holes)
        cost += after.cost - before.cost
    if bound.whole:
        before, after = (verify(department, one, bound=bound.whole) for one in (roster, _without(roster, duties)))
        cost += after.cost - before.cost
    broken, dearer = _on_line(department, roster, duties, leave)
    return Loss(tuple(minutes), broken, cost + dearer)


def _on_line(department: Department, roster: Roster, duties: Sequence[Assignment], leave: TimeOff) -> tuple[int, int]:
    """Hard rules that the person breaks while the duties are kept, and cents of the person's line without them."""
    bound, own, person = _Bound.of(department), _of_person(department, leave), leave.person
    line, only = roster.model_copy(update={"assignments": _of(roster, person)}), {person}
    before = verify(own, line, bound=bound.own, only=only)
    after = verify(own, _without(line, duties), bound=bound.priced, only=only)
    broken = _broken(before, person)
    if bound.company:
        broken += _broken(verify(department, roster, bound=bound.company), person)
    return broken, after.cost - before.cost


@dataclass(frozen=True, eq=False)
class _Bound:
    """The items in force, by what they have to be read from."""

    by_place: list[AnyBound]
    whole: list[AnyBound]
    """Priced rules of teams that look at more than a place."""
    company: list[AnyBound]
    """Hard rules of teams that look at more, and may name the person."""
    own: list[AnyBound]
    priced: list[AnyBound]
    """The priced ones of `own`."""

    @classmethod
    def of(cls, department: Department) -> "_Bound":
        """The items of a department, sorted once: nothing of that is about time off."""
        memo = department.memo
        if "bound of losses" not in memo:
            memo["bound of losses"] = cls._sorted(bind(department))
        found: _Bound = memo["bound of losses"]
        return found

    @classmethod
    def _sorted(cls, bound: list[AnyBound]) -> "_Bound":
        by_place, teams, own = list[AnyBound](), list[AnyBound](), list[AnyBound]()
        for one in bound:
            if isinstance(one[0], PersonRule | Term):
                own.append(one)
            else:
                (by_place if isinstance(one[0], TeamRule) and one[0].by_place else teams).append(one)
        return cls(
            by_place=[one for one in by_place if one[1].item.level is not Level.HARD], own=own,
            whole=[one for one in teams if one[1].item.level is Level.PRICED],
            company=[one for one in teams if one[1].item.level is Level.HARD],
            priced=[one for one in own if one[1].item.level is Level.PRICED],
        )  # fmt: skip


@dataclass(frozen=True)
class _Around:
    """The days on which duties begin that are under way together with one."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, department: Department, duty: Assignment) -> "_Around":
        """From the longest duty that still reaches its first day to its own last."""
        longest = max(_days_after(department, shift.id) for shift in department.shifts)
        reach = _days_after(department, duty.shift)
        return cls(duty.date - dt.timedelta(days=longest), duty.date + dt.timedelta(days=reach))

    def part_of(self, roster: Roster) -> Roster:
        """The duties of these days. Of two on one day the first counts, so those of other areas stay."""
        near = tuple(one for one in roster.assignments if self.first <= one.date <= self.last)
        return roster.model_copy(update={"assignments": near})


def _days_after(department: Department, shift: str) -> int:
    """Days after its first that a duty, or the call after it, reaches into."""
    one = department.shift_by_id[shift]
    return max(0, one.finish + one.call_minutes - 1) // MINUTES_PER_DAY


def _near(department: Department, duty: Assignment, around: _Around) -> Department:
    """The department with the demand of the duty's area and days alone, and the days before where they reach in."""
    dates = {duty.date + dt.timedelta(days=one) for one in range(_days_after(department, duty.shift) + 1)}
    rows: dict[str, object] = {
        name: tuple(one for one in getattr(department, name) if one.area == duty.area and one.date in dates)
        for name in _ROWS
    }
    teams = tuple(
        one.model_copy(update={"dates": tuple(sorted(dates if one.dates is None else dates & set(one.dates)))})
        for one in department.team_requirements
        if duty.area in one.areas
    )
    tails = department.tails if around.first < department.horizon.start else ()
    return _with(department, rows | {"team_requirements": teams, "tails": tails})


def _of_person(department: Department, leave: TimeOff) -> Department:
    """The department as rules of one person's line read it, with one more absence.

    It asks for nobody, and tells nothing of others but who they are and from when on they are known.
    """
    tails = tuple(one if one.person == leave.person else _bare(one) for one in department.tails)
    changes: dict[str, object] = {"tails": tails, **dict.fromkeys((*_ROWS, "team_requirements"), ())}
    for name in _OF_PEOPLE:
        changes[name] = tuple(one for one in getattr(department, name) if one.person == leave.person)
    own = tuple(one for one in department.time_off if one.person == leave.person)
    return _with(department, changes | {"time_off": (*own, leave)})


def _bare(tail: Tail) -> Tail:
    return Tail.model_construct(person=tail.person, known_from=tail.known_from, assignments=())


def _with(department: Department, changes: Mapping[str, object]) -> Department:
    """A copy that remembers what was derived from the department: nothing of that is about what changes here."""
    revised = department.model_copy(update=changes)
    for name in ("shift_by_id", "area_by_id", "contract_by_id", "person_by_id", "memo"):
        revised.__dict__[name] = getattr(department, name)
    return revised


def _of(roster: Roster, person: str) -> tuple[Assignment, ...]:
    return tuple(one for one in roster.assignments if one.person == person)


def _without(roster: Roster, duties: Sequence[Assignment]) -> Roster:
    return roster.model_copy(update={"assignments": tuple(one for one in roster.assignments if one not in duties)})


def _broken(verdict: Verdict, person: str) -> int:
    return sum(one.person == person and one.level is Level.HARD for one in verdict.violations)
