"""A month's money in words and figures: for the page, the terminal and programs."""

from collections.abc import Iterator
from fractions import Fraction

from pydantic import JsonValue

from api.budget.maths import flexed
from api.budget.month import Month, Standing, Sums
from api.views.grid import area_label
from api.views.headline import Headline, Tone
from api.views.wording import counted, money, percent, plain
from models.budget_plan import BudgetLine

HOME_OF_NONE = "Not tied to an area"
CLOSE = 0.005
"""Share of the target within which pay counts as on it."""


def place(month: Month, area: str | None) -> str:
    """The area's name."""
    return HOME_OF_NONE if area is None else area_label(month.department.area_by_id[area])


def signed_money(cents: int, currency: str) -> str:
    """Money with its sign: what is beyond a plan, or below it."""
    return f"+{money(cents, currency)}" if cents > 0 else money(cents, currency).replace("-", "−")


def standing_tone(one: Standing) -> Tone | None:
    """How a standing against its target looks; none without a target."""
    if one.over is None or one.target is None:
        return None
    return Tone.BAD if one.over > CLOSE * one.target else Tone.GOOD


def month_headline(month: Month) -> Headline:
    """Pay against target in a sentence, and what else to know."""
    currency, total, over, target = month.department.currency, month.sums.total, month.over, month.target
    told = f"Pay comes to {money(total, currency)}"
    notes = tuple(_notes(month))
    if over is None or target is None:
        notes += ("Maybe give it one: budget.json beside the department, or a cap on an area in its policy.",)
        return Headline(Tone.FAIR, f"{told}; there is no target to hold it against.", notes)
    by = f"{money(abs(over), currency)} ({percent(abs(over) / target if target else 0.0)})"
    tone = Tone.BAD if over > CLOSE * target else Tone.GOOD
    return Headline(tone, f"{told}, {by} {'above' if over > 0 else 'below'} target.", notes)


def _notes(month: Month) -> Iterator[str]:
    currency = month.department.currency
    beyond = [one for one in month.standings if standing_tone(one) is Tone.BAD and one.over is not None]
    if beyond:
        worst = max(beyond, key=lambda one: one.over or 0)
        where = f"{place(month, worst.area)} from {worst.span[0]}"
        yield (
            f"{counted(len(beyond), 'pay period')} of an area beyond target, most in {where}: "
            f"{signed_money(worst.over or 0, currency)}."
        )
    if month.beyond.kinds:
        yield (
            f"{signed_money(month.beyond.total, currency)} of it is beyond what rosters are priced with, "
            f"{money(month.beyond.priced, currency)}: {beyond_told(month)}."
        )
    for line in month.unmatched:
        yield f"The budget of {line.area} from {line.start} to {line.end} is about no pay period of this roster."


def beyond_told(month: Month) -> str:
    """What the payroll comes to beyond the price of the roster, by kind."""
    return ", ".join(
        f"{kind} {signed_money(cents, month.department.currency)}" for kind, cents in month.beyond.kinds.items()
    )


def exams(line: BudgetLine) -> int:
    """Exams that came, as planned where that is not known."""
    return line.volume if line.actual_volume is None else line.actual_volume


def overall_index(month: Month) -> Fraction | None:
    """Productivity of all areas with a budget line."""
    known = [(one.line, one.sums.minutes) for one in month.standings if one.line is not None]
    worked = sum(minutes for _, minutes in known)
    should = sum((flexed(line, exams(line)).hours for line, _ in known), Fraction(0))
    return should * 60 / worked if worked else None


def month_text(month: Month) -> Iterator[str]:
    """The table for a terminal."""
    currency = month.department.currency
    words = month_headline(month)
    yield words.title
    yield from (f"  {plain(note)}" for note in words.notes)
    yield ""
    width = max([len(place(month, one.area)) for one in month.standings] + [8])
    known = ("Pay",) if month.target is None else ("Pay", "Target", "Beyond")
    money_heads = "".join(f"{word:>12}" for word in known)
    yield f"{'Area':<{width}}  {'Pay period':<23}{'Hours':>8}{'OT':>8}{'Agency':>8}{money_heads}"
    for one in month.standings:
        span = f"{one.span[0]} – {one.span[1].strftime('%m-%d')}"
        yield _row(
            plain(place(month, one.area)), span, one.sums, (one.target, one.over), currency=currency, width=width
        )
    yield _row("Total", "", month.sums, (month.target, month.over), currency=currency, width=width)
    if any(one.variance for one in month.standings):
        yield ""
        yield from _variances(month, width)


def _row(
    label: str, span: str, sums: Sums, against: tuple[int | None, int | None], *, currency: str, width: int
) -> str:
    target, over = against
    told = "" if target is None else money(target, currency)
    beyond = "" if over is None else signed_money(over, currency)
    overtime, agency = (percent(sums.share(part)) for part in (sums.overtime_minutes, sums.agency_minutes))
    row = (
        f"{label:<{width}}  {span:<23}{sums.minutes / 60:>8,.0f}{overtime:>8}{agency:>8}"
        f"{money(sums.total, currency):>12}{told:>12}{beyond:>12}"
    )
    return row.rstrip()


def _variances(month: Month, width: int) -> Iterator[str]:
    currency = month.department.currency
    yield f"{'Beyond plan':<{width}}  {'by exams':>12}{'by hours':>12}{'by rate':>12}{'in all':>12}{'index':>9}"
    for one in month.standings:
        if one.variance is not None:
            parts = (one.variance.volume, one.variance.efficiency, one.variance.rate, one.variance.total)
            cells = "".join(f"{signed_money(cents, currency):>12}" for cents in parts)
            index = "" if one.index is None else percent(float(one.index))
            yield f"{plain(place(month, one.area)):<{width}}  {cells}{index:>9}"


def month_json(month: Month) -> dict[str, JsonValue]:
    """The month for programs: cents and minutes, nothing rounded further."""
    return {
        "department": month.department.id,
        "cents": month.sums.total,
        "target": month.target,
        "over": month.over,
        "minutes": month.sums.minutes,
        "overtime_minutes": month.sums.overtime_minutes,
        "agency_minutes": month.sums.agency_minutes,
        "regular_rate_cents": month.regular_rate_cents,
        "priced_cents": month.beyond.priced,
        "beyond_priced": dict(month.beyond.kinds),
        "paid_posts": round(float(month.posts), 2),
        "areas": [_standing_json(one) for one in month.standings],
    }


def _standing_json(one: Standing) -> dict[str, JsonValue]:
    found = one.variance
    return {
        "area": one.area,
        "start": one.span[0].isoformat(),
        "end": one.span[1].isoformat(),
        "minutes": one.sums.minutes,
        "overtime_minutes": one.sums.overtime_minutes,
        "agency_minutes": one.sums.agency_minutes,
        "cents": one.sums.total,
        "by_kind": dict(one.sums.cents),
        "target": one.target,
        "over": one.over,
        "variance": None
        if found is None
        else {"volume": found.volume, "efficiency": found.efficiency, "rate": found.rate, "total": found.total},
        "index": None if one.index is None else round(float(one.index), 4),
    }
