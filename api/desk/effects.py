"""What a change of a roster does, in words and money: what is missed now, what no longer, and what pay comes to."""

from collections import Counter
from dataclasses import dataclass

from api.rosters import reading
from api.rosters.editing import new_violations
from api.rosters.schemas import CellChange
from api.views.headline import Tone
from api.views.wording import counted, money, person_hours
from models.roster import Roster, Verdict, Violation


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference between two rosters of one department."""

    cells: tuple[CellChange, ...]
    appears: tuple[Violation, ...]
    """Missed after, and not before; the worst first."""
    goes: tuple[Violation, ...]
    """Missed before, and not after."""
    pay: tuple[tuple[str, int], ...]
    """Cents by kind of pay, where they differ, largest first."""
    cost: int
    """Cents that it costs more."""
    holes: int
    """Person-minutes below the least cover that there are more."""
    broken: int
    """Hard rules broken that there are more."""

    @property
    def tone(self) -> Tone:
        """Bad when hard rules break or holes open, good when it is better by rank, fair otherwise."""
        worse = (self.broken, self.holes, self.cost)
        if self.broken > 0 or (self.broken == 0 and self.holes > 0):
            return Tone.BAD
        return Tone.FAIR if worse > (0, 0, 0) else Tone.GOOD


def effect_of(before: tuple[Roster, Verdict], after: tuple[Roster, Verdict]) -> Effect:
    """What changes from one roster, with its verdict, to the other."""
    (old_roster, old), (new_roster, new) = before, after
    return Effect(
        cells=reading.changed_cells(old_roster, new_roster),
        appears=_ordered(new_violations(old, new)),
        goes=_ordered(new_violations(new, old)),
        pay=_pay(old, new),
        cost=new.cost - old.cost,
        holes=new.holes - old.holes,
        broken=new.broken - old.broken,
    )


def sentence(effect: Effect, currency: str) -> str:
    """The effect in one sentence."""
    parts = [
        _told(effect.broken, "breaks", "mends", counted(abs(effect.broken), "hard rule")),
        _told(effect.holes, "opens", "closes", f"{person_hours(abs(effect.holes))} of holes"),
        _told(effect.cost, "costs", "saves", money(abs(effect.cost), currency) + (" more" if effect.cost > 0 else "")),
    ]
    told = [part for part in parts if part]
    if not told:
        return "No rule, hole or price changes." if effect.cells else "Nothing changes."
    joined = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"This {joined}."


def _told(amount: int, more: str, less: str, what: str) -> str:
    return "" if amount == 0 else f"{more if amount > 0 else less} {what}"


def _ordered(found: list[Violation]) -> tuple[Violation, ...]:
    return tuple(sorted(found, key=lambda one: (one.level != "hard", -one.hole_minutes, -one.cost, one.message)))


def _pay(old: Verdict, new: Verdict) -> tuple[tuple[str, int], ...]:
    cents: Counter[str] = Counter()
    for verdict, sign in ((old, -1), (new, 1)):
        for line in verdict.lines:
            cents[line.kind] += sign * line.cents
    return tuple(sorted(((kind, each) for kind, each in cents.items() if each), key=lambda one: (-abs(one[1]), one[0])))
