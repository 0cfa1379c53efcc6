"""The two weeks before the horizon: everybody on one shift in a pattern of days, chosen to fill what is wanted.

Keeping one shift gives the rest between duties, the patterns keep the limits on runs, and filling the need hour
by hour puts the team of the last night where the horizon's first hours want it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from api.generate.areas import modalities
from api.generate.catalogue import ASSISTANT
from api.generate.demand import call_needs, on_day
from api.generate.patterns import DAYS, patterns
from api.generate.people import NIGHT_WILLING
from api.generate.sites import NOBODY, Network, Site
from models.calendar import Horizon
from models.demand import HOURS
from models.requests import Assignment, Tail
from models.shifts import ShiftType
from models.staff import Person

INTO_HORIZON = 8.0
"""How much more an hour that reaches into the horizon counts than any other."""
SURPLUS = 0.3
"""What an hour with enough people already takes off."""
ON_CALL = ("FT12", "FT10", "FT8", "LEAD", "PT")

Need = NDArray[np.int64]
"""(15 × 24,): people wanted and not there yet, by hour from the first of the two weeks into the horizon's first day."""
Worked = dict[str, dict[int, tuple[str, str]]]
"""Shift and area by person's id and day."""


@dataclass(frozen=True, slots=True)
class Past:
    """A person with the areas and shifts that the past can have been in."""

    person: Person
    areas: tuple[str, ...]
    shifts: Sequence[ShiftType]


def tails(people: Sequence[Past], network: Network, horizon: Horizon) -> tuple[Tail, ...]:
    """A tail for everybody, in the order given."""
    needs = {
        site.area(modality): _need(site, modality, horizon) for site in network.sites for modality in modalities(site)
    }
    worked: Worked = {}
    for past in sorted(people, key=lambda one: NIGHT_WILLING not in one.person.tags):
        worked[past.person.id] = _line(past, needs, horizon)
    _add_calls(worked, [past.person for past in people], network, horizon)
    return tuple(_tail(past.person.id, worked[past.person.id], horizon) for past in people)


def _need(site: Site, modality: str, horizon: Horizon) -> Need:
    curves = site.curves["MR" if modality == ASSISTANT else modality]
    days = [on_day(curves, horizon, day) for day in range(-DAYS, 1)]
    need = np.array([*days[:-1], days[-1] if any(days[-1][:8]) else NOBODY], dtype=np.int64).ravel()
    return np.minimum(need, 1) if modality == ASSISTANT else need


def _line(past: Past, needs: dict[str, Need], horizon: Horizon) -> dict[int, tuple[str, str]]:
    """The best of all (area, shift, pattern), taken off the need."""
    best: tuple[float, str, ShiftType, list[int]] | None = None
    for area, shift in product(past.areas, past.shifts):
        for days in patterns(past.person.contract, night="night" in shift.tags):
            runs = [day - DAYS for day in days if _runs(shift, horizon, day - DAYS)]
            score = _score(needs[area], shift, runs)
            if runs and (best is None or score > best[0]):
                best = score, area, shift, runs
    if best is None:
        return {}
    _, area, shift, runs = best
    for hours in _covered(shift, runs):
        needs[area][hours] -= 1
    return dict.fromkeys(runs, (shift.id, area))


def _score(need: Need, shift: ShiftType, days: Iterable[int]) -> float:
    weight = np.ones(len(need))
    weight[DAYS * HOURS :] = INTO_HORIZON
    return float(sum((np.where(need[h] > 0, 1.0, -SURPLUS) * weight[h]).sum() for h in _covered(shift, days)))


def _covered(shift: ShiftType, days: Iterable[int]) -> Iterator[slice]:
    for day in days:
        first = (DAYS + day) * HOURS + shift.start // 60
        yield slice(first, first + shift.paid_minutes // 60)


def _runs(shift: ShiftType, horizon: Horizon, day: int) -> bool:
    listed = horizon.weekday(day) in {weekday.number for weekday in shift.weekdays}
    return listed and (shift.on_holidays or not horizon.is_holiday(day))


def _add_calls(worked: Worked, people: Sequence[Person], network: Network, horizon: Horizon) -> None:
    """Each call goes to whoever is off that day and the next and had the fewest calls so far."""
    calls: Counter[str] = Counter()
    for need in call_needs(network, horizon, range(-DAYS, 0)):
        day = horizon.day_of(need.date)
        able = [one.id for one in people if one.home_area == need.area and one.contract in ON_CALL]
        free = [one for one in able if day not in worked[one] and day + 1 not in worked[one]]
        if free:
            chosen = min(free, key=lambda one: calls[one])
            calls[chosen] += 1
            worked[chosen][day] = (need.shift, need.area)


def _tail(person: str, days: dict[int, tuple[str, str]], horizon: Horizon) -> Tail:
    assignments = tuple(
        Assignment(person=person, date=horizon.date_of(day), shift=shift, area=area)
        for day, (shift, area) in sorted(days.items())
    )
    return Tail(person=person, known_from=horizon.date_of(-DAYS), assignments=assignments)
