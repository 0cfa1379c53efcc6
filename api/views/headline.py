"""The verdict on a roster in plain words."""

from dataclasses import dataclass
from enum import StrEnum

from api.views.wording import counted, money, percent, person_hours
from models.roster import Verdict
from scheduler.result import Result, Status

GOOD_GAP = 0.05
"""Share of the cost up to which what could still be saved counts as little."""


class Tone(StrEnum):
    """How a verdict should look; the words say the same."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Headline:
    """One sentence, and what else to know before trusting it."""

    tone: Tone
    title: str
    notes: tuple[str, ...] = ()


def headline(result: Result, currency: str) -> Headline:
    """What the solve achieved, and how much of that is proved."""
    verdict = result.verdict
    if verdict is None or result.roster is None:
        return _without_roster(result)
    if verdict.broken:
        title = f"Not valid: hard rules are broken in {counted(verdict.broken, 'place')}."
        return Headline(Tone.BAD, title, (_holes(result, verdict),))
    tone = Tone.FAIR if verdict.holes or result.gap is None or result.gap > GOOD_GAP else Tone.GOOD
    return Headline(tone, _proof(result, verdict, currency), ("Every hard rule is kept.", _holes(result, verdict)))


def _without_roster(result: Result) -> Headline:
    if result.status is Status.INFEASIBLE:
        return Headline(Tone.BAD, "Not possible: no roster keeps every hard rule.", result.reasons)
    return Headline(Tone.BAD, f"No roster was found in {result.seconds:,.0f} seconds.", result.reasons)


def _proof(result: Result, verdict: Verdict, currency: str) -> str:
    if result.gap is None or result.bound is None:
        return "Checked, not proved: how much could still be saved is unknown."
    saving = verdict.cost - result.bound
    among = " among rosters with as few holes" if verdict.holes else ""
    if saving <= 0:
        return f"Proved best: nothing cheaper exists{among}."
    most = f"at most {money(saving, currency)} could still be saved{among}"
    return f"Proved within {percent(result.gap)}: {most}."


def _holes(result: Result, verdict: Verdict) -> str:
    if not verdict.holes:
        return "No holes: the least cover is met everywhere."
    text = f"Holes: {person_hours(verdict.holes)} are missing below the least cover"
    if result.hole_bound is None:
        return f"{text}; whether they can be avoided is not proved."
    if result.hole_bound >= verdict.holes:
        return f"{text}; no roster has fewer."
    return f"{text}; at least {person_hours(result.hole_bound)} cannot be avoided."
