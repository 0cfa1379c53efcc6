"""How many technologists make how many sites, how busy each is, and how many people of each modality work there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from api.generate.draw import apportion, whole
from api.generate.reference import Reference
from models.demand import HOURS
from models.errors import InputError

LEAST, MOST = 10, 1000
ONE_SITE_MOST = 150
PRESETS = {40: (0.4,), 105: (1.0,), 350: (0.9, 0.9, 0.8, 0.73)}
"""Sizes whose sites' factors were set by hand; a factor is the share of the reference department's volumes."""
POOL_SHARE = 24 / 350
"""Part of a network's technologists who float between its sites."""
POOL_MODALITIES = ("XR", "CT", "MR", "US")
IR_LEAST = 0.6
"""Below this factor patients for interventional radiology are transferred."""
THIN, LONG_DAY = 2, 12
HOURS_PER_ASSISTANT = 28
"""Weekly hours of MR that one MR assistant can accompany, leave taken off."""

People = tuple[int, ...]
"""People by local hour, 24 numbers."""
NOBODY: People = (0,) * HOURS


@dataclass(frozen=True, slots=True)
class Curves:
    """People wanted in one area, by kind of day."""

    weekday: People
    saturday: People
    sunday: People
    """Sundays and holidays."""

    @property
    def week(self) -> int:
        """Person-hours in a week without holidays."""
        return 5 * sum(self.weekday) + sum(self.saturday) + sum(self.sunday)


@dataclass(frozen=True)
class Site:
    """One hospital: its letter (empty when it is the only one), its share of the reference, its curves by modality."""

    letter: str
    factor: float
    curves: Mapping[str, Curves]

    def area(self, modality: str) -> str:
        """Id of the area of a modality here: ``CT``, or ``CT-A`` where there are several sites."""
        return f"{modality}-{self.letter}" if self.letter else modality

    def is_thin(self, modality: str) -> bool:
        """Whether a modality is open for long here, and one or two people are all that it wants at its busiest."""
        people = self.curves[modality].weekday
        return max(people) <= THIN and sum(count > 0 for count in people) >= LONG_DAY

    @cached_property
    def assistants(self) -> int:
        """MR assistants: enough that one can be there whenever a scanner runs."""
        curves = self.curves.get("MR")
        if curves is None:
            return 0
        days = (curves.weekday,) * 5 + (curves.saturday, curves.sunday)
        open_hours = sum(people > 0 for day in days for people in day)
        return max(ceil(open_hours / HOURS_PER_ASSISTANT), whole(6 * self.factor))


@dataclass(frozen=True, slots=True)
class Network:
    """All sites, and the technologists of each modality at each site and in the float pool."""

    technologists: int
    sites: tuple[Site, ...]
    heads: Mapping[tuple[str, str], int]
    """People by (site's letter, modality)."""
    pool: Mapping[str, int]
    """Floating people by modality; empty for a single site."""


def plan_network(technologists: int, book: Reference) -> Network:
    """Sites and head counts of a size; raises `InputError` outside 10 … 1000."""
    if not LEAST <= technologists <= MOST:
        problem = f"{technologists} technologists cannot be generated."
        raise InputError("technologists", problem, f"Ask for {LEAST} to {MOST}; 40, 105 and 350 are the studied sizes.")
    factors = _factors(technologists)
    letters = [""] if len(factors) == 1 else [chr(ord("A") + number) for number in range(len(factors))]
    sites = tuple(_site(letter, factor, book) for letter, factor in zip(letters, factors, strict=True))
    weights = {
        (site.letter, modality): _weight(modality, curves, book)
        for site in sites
        for modality, curves in site.curves.items()
    }
    pool, heads = _heads(technologists, weights, network=len(sites) > 1)
    return Network(technologists, sites, heads, pool)


def _heads(
    technologists: int, weights: Mapping[tuple[str, str], float], *, network: bool
) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """The float pool by modality, and everybody else by site and modality."""
    totals: dict[str, float] = {}
    for (_, modality), weight in weights.items():
        totals[modality] = totals.get(modality, 0.0) + weight
    by_modality = dict(zip(totals, apportion(technologists, list(totals.values())), strict=True))
    floating = whole(technologists * POOL_SHARE) if network else 0
    shares = apportion(floating, [totals.get(modality, 0.0) for modality in POOL_MODALITIES])
    pool = {modality: count for modality, count in zip(POOL_MODALITIES, shares, strict=True) if count}
    heads: dict[tuple[str, str], int] = {}
    for modality, count in by_modality.items():
        places = [place for place in weights if place[1] == modality]
        split = apportion(count - pool.get(modality, 0), [weights[place] for place in places])
        heads.update(zip(places, split, strict=True))
    return pool, {place: heads[place] for place in weights}


def _factors(technologists: int) -> tuple[float, ...]:
    if technologists in PRESETS:
        return PRESETS[technologists]
    total = technologists / 105
    sites = 1 if technologists <= ONE_SITE_MOST else ceil(total)
    return (total / sites,) * sites


def _site(letter: str, factor: float, book: Reference) -> Site:
    curves = {modality: _curves(modality, factor, book) for modality in book.coverage_target}
    is_open = {
        modality: curve for modality, curve in curves.items() if curve.week and (modality != "IR" or factor >= IR_LEAST)
    }
    return Site(letter, factor, is_open)


def _curves(modality: str, factor: float, book: Reference) -> Curves:
    target = book.coverage_target[modality]
    extra = book.coverage_extra.get(modality, {})
    return Curves(
        weekday=_scaled(target.weekday, factor),
        saturday=_scaled(_with_extra(target.weekend_holiday, extra.get("Saturday")), factor),
        sunday=_scaled(target.weekend_holiday, factor),
    )


def _scaled(people: People, factor: float) -> People:
    return tuple(whole(count * factor) for count in people)


def _with_extra(people: People, extra: tuple[int, int, int] | None) -> People:
    if extra is None:
        return people
    first, last, count = extra
    return tuple(most + (count if first <= hour < last else 0) for hour, most in enumerate(people))


def _weight(modality: str, curves: Curves, book: Reference) -> float:
    """Posts follow the hours to be covered, at the reference department's people for each hour."""
    return book.filled_positions[modality] * curves.week / _curves(modality, 1.0, book).week
