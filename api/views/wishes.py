"""Which wishes a roster grants."""

from dataclasses import dataclass

from models.department import Department
from models.requests import Assignment, Wish, WishKind
from models.roster import Roster


@dataclass(frozen=True, slots=True)
class WishState:
    """A wish and whether the roster grants it."""

    wish: Wish
    granted: bool


def wish_states(department: Department, roster: Roster) -> tuple[WishState, ...]:
    """Every wish for a day of the horizon, in the department's order."""
    worked = {(one.person, one.date): one for one in roster.assignments}
    horizon = department.horizon
    return tuple(
        WishState(wish, meets(wish, worked.get((wish.person, wish.date))))
        for wish in department.wishes
        if horizon.start <= wish.date <= horizon.end
    )


def meets(wish: Wish, duty: Assignment | None) -> bool:
    """Whether a duty, or none, is what the wish is about."""
    named = (
        duty is not None
        and (wish.shift is None or wish.shift == duty.shift)
        and (wish.area is None or wish.area == duty.area)
    )
    return named if wish.kind is WishKind.ON else not named
