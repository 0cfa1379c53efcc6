"""Where the money goes: by area and kind of pay, and by policy item."""

from collections import Counter
from dataclasses import dataclass

from api.views.grid import area_label
from api.views.wording import plain
from models.department import Department
from models.policy import Level, PolicyItem
from models.roster import Verdict, Violation
from scheduler.rulebook import bind

PRICES = "prices"
"""The kind under which broken wishes, missed targets and other prices stand beside kinds of pay."""
REST = "other pay"
MOST_KINDS = 9


@dataclass(frozen=True, slots=True)
class CostRow:
    """One area's cents by kind."""

    label: str
    cents: dict[str, int]

    @property
    def total(self) -> int:
        """Cents of all kinds."""
        return sum(self.cents.values())


@dataclass(frozen=True, slots=True)
class CostTable:
    """Areas by kinds; the whole adds up to the verdict's cost."""

    kinds: tuple[str, ...]
    """In order of size, prices last."""
    rows: tuple[CostRow, ...]

    def of_kind(self, kind: str) -> int:
        """Cents of one kind in all areas."""
        return sum(row.cents.get(kind, 0) for row in self.rows)

    @property
    def total(self) -> int:
        """Cents of everything."""
        return sum(row.total for row in self.rows)


def cost_table(department: Department, verdict: Verdict) -> CostTable:
    """Cost lines and priced violations by area and kind; small kinds beyond the largest are put together."""
    cents: Counter[tuple[str | None, str]] = Counter()
    for line in verdict.lines:
        cents[line.area, line.kind] += line.cents
    for violation in verdict.violations:
        cents[violation.area, PRICES] += violation.cost
    kinds = _kinds(cents)
    places: list[tuple[str | None, str]] = [(area.id, area_label(area)) for area in department.areas]
    places.append((None, "Not tied to an area"))
    rows = []
    for area, label in places:
        row: Counter[str] = Counter()
        for (where, kind), amount in cents.items():
            if where == area:
                row[kind if kind in kinds else REST] += amount
        if any(row.values()):
            rows.append(CostRow(label, dict(row)))
    return CostTable(kinds, tuple(rows))


def _kinds(cents: Counter[tuple[str | None, str]]) -> tuple[str, ...]:
    sums: Counter[str] = Counter()
    for (_, kind), amount in cents.items():
        sums[kind] += amount
    prices = sums.pop(PRICES, 0)
    ordered = sorted((kind for kind in sums if sums[kind]), key=lambda kind: (-sums[kind], kind))
    if len(ordered) > MOST_KINDS:
        ordered = [*ordered[: MOST_KINDS - 1], REST]
    return (*ordered, PRICES) if prices else tuple(ordered)


@dataclass(frozen=True, slots=True)
class PolicyCost:
    """One policy item: what it says, who says so, what it came to."""

    item: PolicyItem
    title: str
    unit: str
    """What the item's price is for."""
    cents: int
    hole_minutes: int
    violations: tuple[Violation, ...]
    """Dearest first."""


def policy_costs(department: Department, verdict: Verdict) -> tuple[PolicyCost, ...]:
    """Every item in force, those that always hold first, with its violations and its part of the cost."""
    found: dict[str, list[Violation]] = {}
    for one in verdict.violations:
        found.setdefault(one.item, []).append(one)
    rows = []
    for family, bound in bind(department):
        item = bound.item
        misses = tuple(sorted(found.get(item.id, ()), key=_weight))
        holes = sum(one.hole_minutes for one in misses)
        unit = "person-hour" if family.by_the_hour else family.unit
        title = plain(item.title or item.id)
        rows.append(PolicyCost(item, title, unit, verdict.parts.get(item.id, 0), holes, misses))
    return tuple(rows)


def _weight(one: Violation) -> tuple[int, int, str, str]:
    hard = 0 if one.level is Level.HARD else 1
    return (hard, -(one.hole_minutes or one.cost), str(one.date or ""), one.person or "")
