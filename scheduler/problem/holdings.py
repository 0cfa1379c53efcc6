"""Who holds what on which day, as arrays: requirements are evaluated for all people and days at once."""

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.credentials import CompetencyState, Requirement
from models.department import Department

Held = NDArray[np.bool_]
"""(people, days + 1): held on that day; the last column is the day after the horizon."""


class Holdings:
    """Credentials and signed-off skills of everybody over the horizon."""

    def __init__(self, department: Department) -> None:
        horizon = department.horizon
        self.shape = (len(department.staff), horizon.days + 1)
        self._held: dict[str, Held] = {}
        self._met: dict[Hashable, Any] = {}
        for number, person in enumerate(department.staff):
            spans = [(one.code, one.earned, one.valid_to) for one in person.credentials]
            spans += [
                (one.skill, one.signed_on, one.next_due)
                for one in person.competencies
                if one.state is CompetencyState.SIGNED_OFF
            ]
            for code, first, last in spans:
                begin = 0 if first is None else max(0, horizon.day_of(first))
                end = self.shape[1] if last is None else max(0, horizon.day_of(last) + 1)
                self._of(code)[number, begin:end] = True

    def met(self, requirement: Requirement | None) -> Held:
        """Where a requirement is met; everywhere when there is none."""
        if requirement is None:
            return np.ones(self.shape, dtype=bool)
        if requirement not in self._met:
            self._met[requirement] = self._evaluate(requirement)
        met: Held = self._met[requirement]
        return met

    def _of(self, code: str) -> Held:
        return self._held.setdefault(code, np.zeros(self.shape, dtype=bool))

    def _evaluate(self, requirement: Requirement) -> Held:
        if requirement.has is not None:
            return self._of(requirement.has)
        join: Callable[..., Held] = np.logical_or if requirement.any_of is not None else np.logical_and
        total = np.full(self.shape, requirement.any_of is None)
        for part in requirement.any_of or requirement.all_of or ():
            total = join(total, self.met(part))
        return total
