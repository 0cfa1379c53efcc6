"""The solver side's reading of a scope: which people it chooses, and which duties it is about (its weekdays aside)."""

from models.demand import Area
from models.policy import Scope
from models.shifts import ShiftType
from models.staff import Person


def chooses(scope: Scope, person: Person) -> bool:
    """Whether the person passes all of the scope's filters for people."""
    return (
        (scope.people is None or person.id in scope.people)
        and (scope.contracts is None or person.contract in scope.contracts)
        and (scope.tags is None or bool(person.tags & scope.tags))
        and not (scope.without_tags and person.tags & scope.without_tags)
    )


def is_about(scope: Scope, shift: ShiftType, area: Area) -> bool:
    """Whether a duty passes all of the scope's filters for duties, weekdays aside."""
    return (
        (scope.areas is None or area.id in scope.areas)
        and (scope.area_tags is None or bool(area.tags & scope.area_tags))
        and (scope.shifts is None or shift.id in scope.shifts)
        and (scope.shift_kinds is None or shift.kind in scope.shift_kinds)
        and (scope.shift_tags is None or bool(shift.tags & scope.shift_tags))
        and not (scope.without_shift_tags and shift.tags & scope.without_shift_tags)
    )
