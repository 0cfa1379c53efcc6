"""What stands in a cell: a literal where it is free, plain true or false where it is frozen or impossible."""

from collections.abc import Iterator

from scheduler.linear import FALSE, TRUE, Linear, Lit
from scheduler.problem import Problem
from scheduler.window import Window


class Cells:
    """Answers questions about cells; variables are made for free cells only, helpers on first use."""

    def __init__(self, problem: Problem, window: Window, store: Linear) -> None:
        self.problem, self.window, self.store = problem, window, store
        self._base: list[list[int]] = window.base.tolist()
        self._history = problem.history
        self._any: dict[tuple[int, int, frozenset[int]], Lit] = {}
        self.free: dict[tuple[int, int], dict[int, int]] = {}
        """(person, day) of each free cell → duty → variable."""
        for person in window.people:
            options = problem.options[person]
            for day in window.free_days[person].tolist():
                self.free[person, day] = choices = {duty: store.boolean() for duty in options[day]}
                store.at_most_one(list(choices.values()))

    def variables(self) -> Iterator[tuple[int, int, int, int]]:
        """Every (person, day, duty, variable)."""
        for (person, day), choices in self.free.items():
            for duty, variable in choices.items():
                yield person, day, duty, variable

    def frozen(self, person: int, day: int) -> int:
        """The duty index, or `OFF`, in a cell that is not free."""
        return self._base[person][self._history + day]

    def on(self, person: int, day: int, duty: int) -> Lit:
        """The person works this duty that day (days before the horizon are history)."""
        choices = self.free.get((person, day))
        if choices is None:
            return TRUE if self.frozen(person, day) == duty else FALSE
        return choices.get(duty, FALSE)

    def chosen(self, person: int, day: int, duties: frozenset[int]) -> list[Lit]:
        """The literals of those duties that can still be worked; their sum is 0 or 1."""
        choices = self.free.get((person, day))
        if choices is None:
            return [TRUE] if self.frozen(person, day) in duties else []
        return [variable for duty, variable in choices.items() if duty in duties]

    def works(self, person: int, day: int, duties: frozenset[int]) -> Lit:
        """The person works one of the duties that day, as one literal."""
        key = (person, day, duties)
        known = self._any.get(key)
        if known is None:
            known = self._any[key] = self._make_works(person, day, duties)
        return known

    def _make_works(self, person: int, day: int, duties: frozenset[int]) -> Lit:
        lits = self.chosen(person, day, duties)
        if len(lits) < 2:  # noqa: PLR2004 - nothing to join
            return lits[0] if lits else FALSE
        joined = self.store.boolean()
        self.store.row([*lits, joined], [1] * len(lits) + [-1], 0, 0)
        return joined
