"""Figures of an imaging department, each as one function of counts or minutes; shares are between 0 and 1.

Targets are planning values of the field, not law: a department sets its own.
"""

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from models.base import Noun
from models.errors import InputError

REJECTS_TARGET, REJECTS_ACT, REJECTS_TOO_FEW = 0.08, 0.10, 0.02
"""Reject rate: aim at 8 %, act above 10 % (after AAPM TG-151); below 2 % somebody may not be counting (practice)."""
REPEAT_CHANGE_MOST: Final = 0.02
"""Change of the mammography repeat rate from one analysis to the next that asks for a reason (21 CFR 900.12(e))."""
WAIT_MINUTES: Final = 15
"""An outpatient waits so long at most (practice)."""
GRACE_MINUTES: Final = 5
"""A first case is on time up to so many minutes late (practice)."""
FINAL_MINUTES: Final = {"ED": 60, "IP": 1440, "OP": 2880}
"""From order to final report: emergency within the hour (Wait Time Alliance), inpatients 24 h, outpatients 48 h."""
ED_CT_MINUTES: Final = 60
"""From order to completed exam, CT of emergency patients (practice)."""
DOOR_TO_CT_MINUTES: Final = 25
"""From the door to CT begun for patients with a stroke (AHA and SNIS targets: 20 to 25 minutes)."""
EXTRAVASATION_MOST: Final = 0.005
"""Of contrast injections (practice)."""


class State(StrEnum):
    """What a figure says against its target."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


class Spread(Noun):
    """Minutes of many exams: the middle one, the ninth of ten, and how many kept a limit."""

    count: int
    median: float
    p90: float
    within: float | None
    """Share within the limit; none without a limit."""


def share(part: float, whole: float) -> float:
    """`part` of `whole`; raises `InputError` for a part larger than the whole, a whole of nothing, or below zero."""
    if whole <= 0 or not 0 <= part <= whole:
        raise InputError("share", f"{part:g} of {whole:g} is no share.", "Maybe the two columns are swapped.")
    return part / whole


def reject_rate(rejected: int, acquired: int) -> float:
    """Rejected images over all images acquired, rejected ones included (AAPM TG-305)."""
    return share(rejected, acquired)


def reject_state(rate: float) -> State:
    """Bad above 10 %, fair above 8 % and below 2 %, good between."""
    if rate > REJECTS_ACT:
        return State.BAD
    return State.GOOD if REJECTS_TOO_FEW <= rate <= REJECTS_TARGET else State.FAIR


def repeat_change(before: float, now: float) -> tuple[float, State]:
    """Change of a repeat rate in points, and whether it asks for a reason."""
    change = now - before
    return change, State.BAD if abs(change) > REPEAT_CHANGE_MOST + 1e-12 else State.GOOD


def spread(minutes: Sequence[float], limit: float | None = None) -> Spread:
    """Median and ninth decile by nearest rank, and the share at or below a limit; raises `InputError` for none."""
    if not minutes:
        raise InputError("spread", "there are no minutes.", "Name a file that has some.")
    ordered = sorted(minutes)
    within = None if limit is None else sum(one <= limit for one in ordered) / len(ordered)
    return Spread(count=len(ordered), median=nearest_rank(ordered, 0.5), p90=nearest_rank(ordered, 0.9), within=within)


def nearest_rank(ordered: Sequence[float], part: float) -> float:
    """The least value with at least that part of all values at or below it."""
    return ordered[max(0, math.ceil(part * len(ordered) - 1e-9) - 1)]


def no_show_rate(missed: int, booked: int) -> float:
    """Booked slots to which nobody came, over all booked slots."""
    return share(missed, booked)


def on_time_share(late_minutes: Sequence[float], grace: float = 0) -> float:
    """First cases of the day that began at most `grace` minutes late."""
    return share(sum(one <= grace for one in late_minutes), len(late_minutes))


def extravasation_state(events: int, injections: int) -> tuple[float, State]:
    """Extravasations over injections, good up to 0.5 %."""
    rate = share(events, injections)
    return rate, State.GOOD if rate <= EXTRAVASATION_MOST else State.BAD


def hours_per_exam(worked_minutes: int, exams: float) -> float:
    """Worked hours per unit of service; raises `InputError` without exams."""
    if exams <= 0:
        raise InputError("hours per exam", "there are no exams.", "Name the days that have some.")
    return worked_minutes / 60 / exams


def gini(amounts: Sequence[float]) -> float:
    """How unevenly amounts are shared: 0 when all have the same, (n − 1)/n when one of n has everything.

    Half the mean absolute difference over the mean (Gini 1912); 0 for amounts that are all nothing.
    """
    total, count = sum(amounts), len(amounts)
    if total == 0:
        return 0.0
    ranked = sum(rank * amount for rank, amount in enumerate(sorted(amounts), start=1))
    return 2 * ranked / (count * total) - (count + 1) / count
