"""Coverage by the hour and call by the day, as the sites' curves and the reference minimums ask for."""

from collections.abc import Iterator

from api.generate.areas import calls_at
from api.generate.catalogue import AROUND_THE_CLOCK_CALL, CALL
from api.generate.draw import whole
from api.generate.reference import Reference
from api.generate.sites import Curves, Network, People, Site
from models.calendar import Horizon, Weekday
from models.demand import HOURS, CoverageDay, ShiftNeed


def coverage(network: Network, book: Reference, horizon: Horizon) -> Iterator[CoverageDay]:
    """A row for each area and date on which it is open."""
    for site in network.sites:
        for modality, curves in site.curves.items():
            for day in range(horizon.days):
                target = on_day(curves, horizon, day)
                if any(target):
                    minimum = least(target, modality, site.factor, book)
                    yield CoverageDay(
                        area=site.area(modality), date=horizon.date_of(day), minimum=minimum, target=target
                    )


def on_day(curves: Curves, horizon: Horizon, day: int) -> People:
    """The curve of a day; a holiday is staffed like a Sunday."""
    weekday = horizon.weekday(day)
    if horizon.is_holiday(day) or weekday == Weekday.SUN.number:
        return curves.sunday
    return curves.saturday if weekday == Weekday.SAT.number else curves.weekday


def least(target: People, modality: str, factor: float, book: Reference) -> People:
    """The hard minimum by hour: scaled like the target, at least one and never above the target."""
    if modality == "MR":
        return fewest_scanners(target)
    bands = _by_hour(book.coverage_minimum_hard[modality])
    return tuple(min(count, max(1, whole(bands[hour] * factor))) for hour, count in enumerate(target))


def fewest_scanners(target: People) -> People:
    """MR scanners below which an hour is a hole: one of those planned may close, the last one may not."""
    return tuple(min(count, max(1, count - 1)) for count in target)


def _by_hour(bands: dict[str, int | str]) -> list[int]:
    """``{"23-07": 2}`` as 24 numbers; bands in words (call, notes) say nothing of people on site."""
    people = [0] * HOURS
    for band, count in bands.items():
        if isinstance(count, int):
            first, last = (int(hour) for hour in band.split("-"))
            for hour in range(first, last if last > first else last + HOURS):
                people[hour % HOURS] = count
    return people


def call_needs(network: Network, horizon: Horizon, days: range) -> Iterator[ShiftNeed]:
    """One person on call in every period in which a modality with call has nobody on site; days may lie before."""
    for site in network.sites:
        for modality in site.curves:
            for day in days:
                for shift in calls_at(network, site, modality):
                    if _is_called(site, modality, (shift, day), horizon):
                        date = horizon.date_of(day)
                        yield ShiftNeed(area=site.area(modality), shift=shift, date=date, minimum=1, target=1)


def _is_called(site: Site, modality: str, at: tuple[str, int], horizon: Horizon) -> bool:
    """Call around the clock belongs to days on which the modality stays closed, other call to open ones."""
    shift, day = at
    is_open = any(on_day(site.curves[modality], horizon, day))
    if shift == AROUND_THE_CLOCK_CALL:
        return not is_open
    return is_open and list(Weekday)[horizon.weekday(day)] in CALL[shift][0].weekdays
