"""Who of a kind is where from one instant to the next, as names."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from api.evidence.documents import Duty

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Stay:
    """A person present in an area, or on call for it."""

    person: str
    area: str
    begins: dt.datetime
    ends: dt.datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same people present from one instant to another."""

    begins: dt.datetime
    ends: dt.datetime
    people: Names


def reaches(duties: Iterable[Duty]) -> tuple[Stay, ...]:
    """The times in which people can be reached, at work or on call."""
    return tuple(
        Stay(one.person, one.area, dt.datetime.fromisoformat(one.begins), dt.datetime.fromisoformat(one.reached_until))
        for one in duties
    )


def stays(duties: Iterable[Duty], *, to_the_end: bool = False) -> tuple[Stay, ...]:
    """The times in which duties count as cover, or those on site `to_the_end`; call is neither."""
    return tuple(
        Stay(
            one.person,
            one.area,
            dt.datetime.fromisoformat(one.begins),
            dt.datetime.fromisoformat(one.ends if to_the_end else one.covers_until),
        )
        for one in duties
        if one.covers_until is not None
    )


def stretches(here: Iterable[Stay], begins: dt.datetime, ends: dt.datetime) -> tuple[Stretch, ...]:
    """The window cut where people come and go; neighbours with the same people are one stretch."""
    changes: dict[dt.datetime, list[tuple[str, int]]] = {begins: []}
    for stay in here:
        if stay.begins < ends and stay.ends > begins:
            changes.setdefault(max(stay.begins, begins), []).append((stay.person, 1))
            changes.setdefault(min(stay.ends, ends), []).append((stay.person, -1))
    return tuple(_merged(_sweep(changes, ends)))


def _sweep(changes: dict[dt.datetime, list[tuple[str, int]]], ends: dt.datetime) -> Iterator[Stretch]:
    there: Counter[str] = Counter()
    instants = sorted({*changes, ends})
    for now, later in pairwise(instants):
        for person, step in changes.get(now, ()):
            there[person] += step
        yield Stretch(now, later, frozenset(person for person, times in there.items() if times > 0))


def _merged(cut: Iterable[Stretch]) -> Iterator[Stretch]:
    for people, group in groupby(cut, key=lambda one: one.people):
        parts = list(group)
        yield Stretch(parts[0].begins, parts[-1].ends, people)
