"""Some people work only beside some others, or never beside them."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from models.base import Labels, Noun
from models.roster import Violation
from models.staff import Person
from scheduler.family import Bound, TeamRow, TeamRule
from scheduler.lines import Lines, Worked
from scheduler.problem import Problem

Places = tuple[tuple[int, int], ...]

STEER = 480
"""Minutes that a person in the wrong company weighs in a search that passes through broken rosters: a shift's."""


class Company(StrEnum):
    """What is asked of the partners."""

    WITH = "with"
    """At least one of them is there."""
    ONE_EACH = "one_each"
    """As many of them are there as people who need one."""
    APART = "apart"
    """None of them is there."""


class Place(StrEnum):
    """Where two people are beside each other, on the same day."""

    DUTY = "duty"
    """The same shift in the same area."""
    AREA = "area"
    """The same area, on whatever shift."""
    SHIFT = "shift"
    """The same shift, in whatever area."""
    DAY = "day"
    """Any duties in scope."""


class PairingLimits(Noun):
    """Who the partners are, what is asked of them, and where."""

    company: Company
    """Whether one of the partners has to be there, one for each person, or none."""
    partners: Labels = frozenset()
    """Ids of the partners."""
    partner_tags: Labels = frozenset()
    """People who carry one of these tags are partners too."""
    place: Place = Place.DUTY
    """Where people are beside each other: on the same duty, in the same area, on the same shift, or on the same day."""

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not (self.partners or self.partner_tags):
            msg = "names no partners. Give partners, or partner_tags"
            raise ValueError(msg)
        return self


class Pairing(TeamRule[PairingLimits]):
    """The scope chooses who is bound to company, and on which duties. Nobody is their own partner.

    With `one_each` people in scope are nobody's partners.
    """

    name, unit, limits = "pairing", "person in the wrong company", PairingLimits

    def names(self, limits: PairingLimits) -> Iterator[tuple[str, str]]:
        """People."""
        yield from (("person", person) for person in sorted(limits.partners))

    def rows(self, problem: Problem, bound: Bound[PairingLimits]) -> Iterator[TeamRow]:
        """A row for each place: partners less those who need one, or at most one of two who stay apart."""
        partner = np.array([_is_partner(bound.limits, person) for person in problem.department.staff], dtype=bool)
        scope = sorted(problem.people_in(bound.item.scope))
        masks = list(_masks(problem, bound.limits.company, scope, partner))
        most = 1 if bound.limits.company is Company.APART else None
        for label, places in _places(problem, bound):
            for people, against, needed in masks:
                if all(_open_to(problem, places, person) for person in needed):
                    yield TeamRow(
                        places=places, need=0, most=most, people=people, against=against,
                        under=bound.price, over=bound.price, weight=STEER, label=label,
                    )  # fmt: skip

    def check(self, lines: Lines, bound: Bound[PairingLimits]) -> Iterator[Violation]:
        """Each person in the wrong company at a place."""
        bound_ids = {person.id for person in lines.people(bound.item.scope)}
        places: defaultdict[tuple[int, str, str], list[tuple[Person, Worked]]] = defaultdict(list)
        for person in lines.department.staff:
            for one in lines.worked(person.id, bound.item.scope):
                places[_place(bound.limits.place, one)].append((person, one))
        for key in sorted(places):
            yield from _check_place(lines, bound, places[key], bound_ids)


def _is_partner(limits: PairingLimits, person: Person) -> bool:
    return person.id in limits.partners or not limits.partner_tags.isdisjoint(person.tags)


Masks = tuple[NDArray[np.bool_], NDArray[np.bool_] | None, tuple[int, ...]]
"""(who counts, who counts against, people without whom a row says nothing)."""


def _masks(problem: Problem, company: Company, scope: list[int], partner: NDArray[np.bool_]) -> Iterator[Masks]:
    def mask(*people: int) -> NDArray[np.bool_]:
        return np.isin(np.arange(problem.people), people)

    if company is Company.APART:
        yield from ((mask(*pair), None, pair) for pair in _pairs(scope, partner))
    elif company is Company.ONE_EACH:
        yield partner & ~mask(*scope), mask(*scope), ()
    else:
        yield from ((partner & ~mask(one), mask(one), (one,)) for one in scope)


def _pairs(scope: list[int], partner: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Each two people to be kept apart, once."""
    partners = np.nonzero(partner)[0].tolist()
    return sorted({(min(one, other), max(one, other)) for one in scope for other in partners if one != other})


def _open_to(problem: Problem, places: Places, person: int) -> bool:
    """Whether the person may work on one of the places."""
    able = problem.eligible[person]
    return any(able[place] for place in places)


def _places(problem: Problem, bound: Bound[PairingLimits]) -> Iterator[tuple[str, Places]]:
    """(label, places that are beside each other)."""
    scope, place = bound.item.scope, bound.limits.place
    numbers = range(7) if scope.weekdays is None else {one.number for one in scope.weekdays}
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for duty in sorted(problem.duties_in(scope)):
        shift, area = problem.duties[duty].shift.id, problem.duties[duty].area.id
        group = {Place.DUTY: (shift, area), Place.AREA: ("", area), Place.SHIFT: (shift, ""), Place.DAY: ("", "")}
        groups[group[place]].append(duty)
    for day in range(problem.days):
        if problem.horizon.weekday(day) in numbers:
            for names, duties in groups.items():
                told = " in ".join(filter(None, names)) or "any duty"
                yield f"{told} on {problem.horizon.date_of(day)}", tuple((day, duty) for duty in duties)


def _place(place: Place, one: Worked) -> tuple[int, str, str]:
    shift = one.shift.id if place in {Place.DUTY, Place.SHIFT} else ""
    area = one.area.id if place in {Place.DUTY, Place.AREA} else ""
    return one.day, shift, area


def _check_place(
    lines: Lines, bound: Bound[PairingLimits], here: list[tuple[Person, Worked]], bound_ids: set[str]
) -> Iterator[Violation]:
    company = bound.limits.company
    needy = [one for one in here if one[0].id in bound_ids]
    partners = [person for person, _ in here if _is_partner(bound.limits, person)]
    if company is Company.ONE_EACH:
        free = sum(person.id not in bound_ids for person in partners)
        if len(needy) > free:
            told = ", ".join(person.label for person, _ in needy)
            message = f"{_where(lines, needy[0][1])}: {free} partners for {told}"
            yield bound.miss(message, units=len(needy) - free, date=lines.date(needy[0][1].day))
        return
    told_already: set[frozenset[str]] = set()
    for person, one in needy:
        others = [partner for partner in partners if partner.id != person.id]
        if company is Company.WITH and not others:
            yield _miss(lines, bound, (person, one), "without a partner")
        for other in others if company is Company.APART else ():
            pair = frozenset({person.id, other.id})
            if pair not in told_already:
                told_already.add(pair)
                yield _miss(lines, bound, (person, one), f"beside {other.label}")


def _miss(lines: Lines, bound: Bound[PairingLimits], who: tuple[Person, Worked], told: str) -> Violation:
    person, one = who
    message = f"{person.label} is on {_where(lines, one)} {told}"
    return bound.miss(message, person=person.id, date=lines.date(one.day), shift=one.shift.id, area=one.area.id)


def _where(lines: Lines, one: Worked) -> str:
    return f"{one.label} on {lines.date(one.day)}"


FAMILY = Pairing()
