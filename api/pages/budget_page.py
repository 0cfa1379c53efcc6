"""The month's money as one HTML file that needs nothing else: pay against target, where differences come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from markupsafe import Markup

from api.budget.maths import wants_a_look
from api.budget.month import GROUPS, Month, Standing, Sums
from api.pages.report import page_environment, page_source
from api.pages.summary import Figure
from api.views.budget import (
    CLOSE,
    beyond_told,
    exams,
    month_headline,
    overall_index,
    place,
    signed_money,
    standing_tone,
)
from api.views.headline import Tone
from api.views.wording import money, percent

PEOPLE = 15
"""People listed, those with most overtime first; the workbook has all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, in percent of its width."""

    look: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One area's pay period as a bar: pieces by kind of pay, a mark at the target."""

    label: str
    """Empty where the area is told on the row above."""
    period: str
    standing: Standing
    tone: Tone | None
    pieces: tuple[Piece, ...]
    mark: float | None


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """One area's pay period against plan: bars to the right of the middle are dear, to the left cheap."""

    label: str
    period: str
    standing: Standing
    exams: int
    bars: tuple[Piece, ...]


def render_budget(month: Month) -> str:
    """The page; the same month gives the same page."""
    currency = month.department.currency
    kinds = [group for group in GROUPS if month.sums.cents.get(group)]
    return (
        page_environment()
        .get_template("budget_page.html")
        .render(
            style=Markup(page_source("report.css")),  # noqa: S704 - our own file
            department=month.department,
            headline=month_headline(month),
            figures=figures(month),
            kinds=kinds,
            rows=target_rows(month, kinds),
            areas=_areas(month),
            variances=variance_rows(month),
            people=month.by_person()[:PEOPLE],
            names=month.department.person_by_id,
            month=month,
            money=partial(money, currency=currency),
            looks=wants_a_look,
            signed=partial(signed_money, currency=currency),
        )
    )


def figures(month: Month) -> tuple[Figure, ...]:
    """What to look at first."""
    sums, currency, index = month.sums, month.department.currency, overall_index(month)
    hours = f"{sums.minutes / 60:,.0f} h"
    hourly = round(sums.total * 60 / sums.minutes) if sums.minutes else 0
    shares = [
        Figure(label, percent(sums.share(minutes)), f"{minutes / 60:,.0f} h of {hours}")
        for label, minutes in (("Overtime", sums.overtime_minutes), ("Agency", sums.agency_minutes))
    ]
    away = percent(float(month.budget.non_productive))
    return (
        Figure("Pay", money(sums.total, currency), f"for {hours} worked"),
        *_against(month),
        *_beyond(month),
        Figure("An hour worked", money(hourly, currency), "everything included"),
        *shares,
        Figure("Full-time posts", f"{float(month.posts):,.1f}", f"paid, {away} of their time away"),
        *_productivity(index),
    )


def _against(month: Month) -> Iterator[Figure]:
    over, target, currency = month.over, month.target, month.department.currency
    if over is not None and target is not None:
        tone = Tone.BAD if over > CLOSE * target else Tone.GOOD
        yield Figure("Against target", signed_money(over, currency), f"target {money(target, currency)}", tone)


def _beyond(month: Month) -> Iterator[Figure]:
    """What the search does not see of pay: next to what it does."""
    total, currency = month.beyond.total, month.department.currency
    if month.beyond.kinds:
        yield Figure("Beyond the priced cost", signed_money(total, currency), beyond_told(month))


def _productivity(index: Fraction | None) -> Iterator[Figure]:
    if index is not None:
        tone = Tone.FAIR if wants_a_look(index) else Tone.GOOD
        yield Figure("Productivity", percent(float(index)), "hours exams should take ÷ worked", tone)


def target_rows(month: Month, kinds: list[str]) -> list[TargetRow]:
    """All bars on one scale, a little longer than the largest pay or target."""
    widest = max([max(one.sums.total, one.target or 0) for one in month.standings] + [1]) * 1.02
    return [_target_row(month, number, kinds, widest) for number in range(len(month.standings))]


def _target_row(month: Month, number: int, kinds: list[str], widest: float) -> TargetRow:
    one = month.standings[number]
    pieces, at = [], 0.0
    for kind in kinds:
        length = 100 * one.sums.cents.get(kind, 0) / widest
        if length:
            pieces.append(Piece(f"k{kinds.index(kind)}", round(at, 3), round(length, 3)))
            at += length
    mark = None if one.target is None else round(100 * one.target / widest, 3)
    return TargetRow(_label(month, number), _period(one), one, standing_tone(one), tuple(pieces), mark)


def variance_rows(month: Month) -> list[VarianceRow]:
    """Pay periods that have a budget line, on one scale."""
    known = [(number, one) for number, one in enumerate(month.standings) if one.variance is not None]
    parts = [abs(cents) for _, one in known for cents in _parts(one)]
    widest = max([*parts, 1]) * 1.02
    rows = []
    for number, one in known:
        bars = tuple(
            Piece(look, *_from_middle(cents, widest))
            for look, cents in zip(("k0", "k2", "k4"), _parts(one), strict=True)
        )
        count = 0 if one.line is None else exams(one.line)
        rows.append(VarianceRow(_label(month, number), _period(one), one, count, bars))
    return rows


def _parts(one: Standing) -> tuple[int, int, int]:
    found = one.variance
    return (0, 0, 0) if found is None else (found.volume, found.efficiency, found.rate)


def _from_middle(cents: int, widest: float) -> tuple[float, float]:
    length = 50 * abs(cents) / widest
    return round(50 - length if cents < 0 else 50, 3), round(length, 3)


def _label(month: Month, number: int) -> str:
    area = month.standings[number].area
    first = number == 0 or month.standings[number - 1].area != area
    return place(month, area) if first else ""


def _period(one: Standing) -> str:
    first, last = one.span
    return f"{first.day} {first:%b} – {last.day} {last:%b}"


def _areas(month: Month) -> list[tuple[str, Sums]]:
    """Each area's pay over all pay periods."""
    found = []
    for area in dict.fromkeys(one.area for one in month.standings):
        sums = Sums.of([line for line in month.lines if line.area == area])
        if sums.total:
            found.append((place(month, area), sums))
    return found
