"""Team items of a pack as team requirements: hour by hour from the coverage curve of each date."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from api.packs.places import by_location, chosen
from models.calendar import Horizon
from models.demand import HOURS, Area, TeamRequirement
from models.department import Department
from models.rule_pack import Curve, Hours, PackItem, TeamAsk

SATURDAY = 5
Stretch = tuple[int, int, int]
"""First hour, hour after the last, people."""


def team_requirements(department: Department, item: PackItem, ask: TeamAsk) -> list[TeamRequirement]:
    """One requirement for each location and each stretch of equal need, on the dates that have it."""
    return [team for areas in by_location(chosen(department, ask.places)) for team in _at(department, item, ask, areas)]


def _at(department: Department, item: PackItem, ask: TeamAsk, areas: Sequence[Area]) -> Iterator[TeamRequirement]:
    leading = [area.id for area in areas if area.modality == ask.places.modalities[0]]
    if not leading:
        return
    planned = _planned(department, leading, ask.curve)
    dates: defaultdict[Stretch, list[dt.date]] = defaultdict(list)
    for day in range(department.horizon.days):
        date = department.horizon.date_of(day)
        if not ask.workdays or _is_workday(department.horizon, date):
            for stretch in _stretches(_need(ask, planned.get(date, [0] * HOURS))):
                dates[stretch].append(date)
    for (first, last, count), listed in sorted(dates.items()):
        yield TeamRequirement(
            id=f"{leading[0]}-{item.id}-{first:02d}-{last:02d}-{count}",
            name=item.title,
            areas=tuple(area.id for area in areas),
            requires=ask.requires,
            count=count,
            start=first * 60,
            end=last * 60,
            dates=tuple(listed),
            on_call=ask.on_call,
        )


def _planned(department: Department, areas: Sequence[str], curve: Curve) -> dict[dt.date, list[int]]:
    """People on the curves of the areas together, by date and hour."""
    planned: defaultdict[dt.date, list[int]] = defaultdict(lambda: [0] * HOURS)
    for cover in department.coverage:
        if cover.area in areas:
            hours = cover.minimum if curve is Curve.MINIMUM else cover.target
            planned[cover.date] = [have + more for have, more in zip(planned[cover.date], hours, strict=True)]
    return planned


def _is_workday(horizon: Horizon, date: dt.date) -> bool:
    return date.weekday() < SATURDAY and date not in horizon.holidays


def _need(ask: TeamAsk, planned: Sequence[int]) -> list[int]:
    opening = next((hour for hour in range(HOURS) if planned[hour]), None)
    need = []
    for hour in range(HOURS):
        asked = ask.start < 60 * (hour + 1) and 60 * hour < ask.end
        if ask.hours is Hours.OPENING:
            asked = asked and hour == opening
        if not asked or (ask.hours is not Hours.ALWAYS and not planned[hour]):
            need.append(0)
        elif ask.beyond:
            need.append(planned[hour] + ask.count)
        else:
            need.append(ask.count if ask.hours is Hours.ALWAYS else min(ask.count, planned[hour]))
    return need


def _stretches(need: Sequence[int]) -> Iterator[Stretch]:
    for count, hours in groupby(range(HOURS), key=need.__getitem__):
        listed = list(hours)
        if count:
            yield listed[0], listed[-1] + 1, count
