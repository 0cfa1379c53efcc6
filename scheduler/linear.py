"""A solver-neutral store of 0/1 and integer variables, linear rows, clauses and two costs.

Rules speak to this store only, so that the same model can be given to CP-SAT, to HiGHS, or to a reader.
A *literal* is an int: variable `v` itself, or its negation `~v`; `TRUE` and `FALSE` (= ``~TRUE``) are literals too.
"""

from collections.abc import Sequence

TRUE = 1 << 40
FALSE = ~TRUE

Lit = int


def is_constant(lit: Lit) -> bool:
    """Whether the literal is `TRUE` or `FALSE`."""
    return lit in (TRUE, FALSE)


class Linear:
    """Variables with bounds; rows ``low ≤ Σ coef·var ≤ high``; clauses; at-most-one sets; hole and money costs.

    A guard is a literal that switches a row or clause on (None: always on).
    """

    def __init__(self) -> None:
        self.lower: list[int] = []
        self.upper: list[int] = []
        self.rows: list[tuple[list[int], list[int], int, int, Lit | None]] = []
        """(variables, coefficients, low, high, guard)."""
        self.clauses: list[tuple[list[Lit], Lit | None]] = []
        self.at_most_ones: list[list[Lit]] = []
        self.money: dict[int, int] = {}
        """Cents per unit of a variable."""
        self.holes: dict[int, int] = {}
        """Hole minutes per unit of a variable."""
        self.money_offset = 0
        self.hole_offset = 0
        self.contradiction: str | None = None
        """Set when something impossible was posted: says what."""

    def boolean(self) -> int:
        """A new 0/1 variable."""
        self.lower.append(0)
        self.upper.append(1)
        return len(self.lower) - 1

    def integer(self, low: int, high: int) -> int:
        """A new integer variable in ``low … high``."""
        self.lower.append(low)
        self.upper.append(high)
        return len(self.lower) - 1

    def clause(self, lits: Sequence[Lit], guard: Lit | None = None, *, what: str = "a rule") -> None:
        """At least one of the literals is true."""
        if TRUE in lits:
            return
        kept = list(dict.fromkeys(lit for lit in lits if lit != FALSE))
        if kept:
            self.clauses.append((kept, guard))
        elif guard is None:
            self.contradiction = self.contradiction or what
        else:
            self.clauses.append(([~guard], None))

    def at_most_one(self, lits: Sequence[Lit], *, what: str = "a rule") -> None:
        """No two of the literals are true."""
        kept = [lit for lit in lits if lit != FALSE]
        if TRUE in kept:
            if kept.count(TRUE) > 1:
                self.contradiction = self.contradiction or what
            for lit in kept:
                if lit != TRUE:
                    self.clauses.append(([~lit], None))
        elif len(kept) > 1:
            self.at_most_ones.append(kept)

    def row(
        self,
        lits: Sequence[Lit],
        coefs: Sequence[int],
        low: int,
        high: int,
        *,
        guard: Lit | None = None,
        what: str = "",
    ) -> None:
        """``low ≤ Σ coef·literal ≤ high`` over literals and integer variables; constants are folded.

        An empty range (`low` above `high`) is impossible.
        """
        variables, folded, constant = fold(lits, coefs)
        if variables and low <= high:
            self.rows.append((variables, folded, low - constant, high - constant, guard))
        elif not low <= constant <= high:
            if guard is None:
                self.contradiction = self.contradiction or what or "a rule"
            else:
                self.clauses.append(([~guard], None))

    def charge(self, lit: Lit, cents: int) -> None:
        """Let a true literal (or each unit of a variable) cost `cents`."""
        self.money_offset += _charge(self.money, lit, cents)

    def charge_holes(self, lit: Lit, minutes: int) -> None:
        """Let a true literal (or each unit of a variable) count `minutes` of holes."""
        self.hole_offset += _charge(self.holes, lit, minutes)


def fold(lits: Sequence[Lit], coefs: Sequence[int]) -> tuple[list[int], list[int], int]:
    """Turn literals into plain variables: (variables, coefficients, constant part)."""
    variables: list[int] = []
    folded: list[int] = []
    constant = 0
    for lit, coef in zip(lits, coefs, strict=True):
        if lit == FALSE:
            continue
        if lit == TRUE:
            constant += coef
        elif lit >= 0:
            variables.append(lit)
            folded.append(coef)
        else:
            variables.append(~lit)
            folded.append(-coef)
            constant += coef
    if len(set(variables)) < len(variables):
        variables, folded = _merged(variables, folded)
    return variables, folded, constant


def _merged(variables: list[int], coefs: list[int]) -> tuple[list[int], list[int]]:
    """Each variable once: HiGHS refuses a row that names one twice."""
    total: dict[int, int] = {}
    for variable, coef in zip(variables, coefs, strict=True):
        total[variable] = total.get(variable, 0) + coef
    kept = {variable: coef for variable, coef in total.items() if coef}
    return list(kept), list(kept.values())


def _charge(costs: dict[int, int], lit: Lit, amount: int) -> int:
    """Add to the costs; give back what is constant."""
    if lit == FALSE or amount == 0:
        return 0
    if lit == TRUE:
        return amount
    if lit >= 0:
        costs[lit] = costs.get(lit, 0) + amount
        return 0
    costs[~lit] = costs.get(~lit, 0) - amount
    return amount
