"""A department made ready for solving."""

from dataclasses import dataclass
from functools import cached_property

from models.department import Department
from models.policy import Level
from scheduler.problem import Problem, compile_problem
from scheduler.rulebook import AnyBound, bind

HOURS_OF_A_SHIFT, MINUTES_OF_A_SHIFT = 8, 480


@dataclass(frozen=True, eq=False)
class Case:
    """A department, its problem, and its policy bound to families."""

    department: Department
    problem: Problem
    bound: list[AnyBound]

    @classmethod
    def of(cls, department: Department) -> "Case":
        """Compile and bind; raises `InputError` for policy that cannot be read."""
        bound = bind(department)
        return cls(department, compile_problem(department), bound)

    @cached_property
    def hole_weight(self) -> int:
        """Cents that searches put on one hole minute.

        An hour of hole outweighs ten of the dearest duties or misses; comparisons between rosters are exactly
        lexicographic whatever the weight.
        """
        steps = (cost for day in self.department.coverage for hour in day.short_cost for cost in hour[-1:])
        dearest = max(int(self.problem.pay.duty.max(initial=0)), HOURS_OF_A_SHIFT * max(steps, default=0))
        for family, item in self.bound:
            if item.item.level is Level.PRICED:
                units = HOURS_OF_A_SHIFT if family.by_the_hour else MINUTES_OF_A_SHIFT if family.unit == "minute" else 1
                dearest = max(dearest, item.price * units)
        return -(-10 * dearest // 60) or 1
