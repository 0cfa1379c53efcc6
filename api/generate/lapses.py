"""What goes wrong with papers in any month: registrations that lapse, training that falls due, duty that is limited.

The shares are the reference document's. Groups of fewer than ten people are spared, and so are their members by
what takes a person off the roster: a chance draw should make the month harder, not close a department.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.credentials.mammography import TAG as MQSA_TAG
from api.generate.catalogue import ASSISTANT
from api.generate.draw import Stream, pick, whole
from api.generate.people import NIGHT_WILLING
from api.generate.reference import Reference
from models.calendar import Horizon
from models.staff import Person

LARGE = 10
CE_BEHIND, MQSA_DUE = "ce-behind", MQSA_TAG
BODIES = {"XR": "ARRT", "CT": "ARRT", "MR": "ARRT", "MG": "ARRT", "US": "ARDMS"}
"""The registry on which the work of a modality hangs."""
LIMITED = frozenset({"skill:XR OR", "skill:XR fluoro"})
"""Work that a limited duty leaves out; why is nobody's business, so the skill is just not listed."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """One kind of lapse: its share in the document, whom it can hit, and what becomes of a person."""

    share: str
    among: Sequence[Person]
    change: Callable[[Person], Person]


def strike(staff: Sequence[Person], rng: Stream, *, book: Reference, horizon: Horizon) -> list[Person]:
    """The staff with every lapse put in; nobody is hit twice."""
    shares, hit = book.credential_expiry_injection, dict[str, Person]()
    for lapse in _lapses(staff, rng, horizon):
        free = [person for person in lapse.among if person.id not in hit]
        count = max(1, whole(shares[lapse.share] * len(lapse.among))) if len(lapse.among) >= LARGE else 0
        chosen = pick(rng, [person.id for person in free], count)
        hit |= {person.id: lapse.change(person) for person in free if person.id in chosen}
    return [hit.get(person.id, person) for person in staff]


def _lapses(staff: Sequence[Person], rng: Stream, horizon: Horizon) -> tuple[Lapse, ...]:
    def soon() -> dt.date:
        return horizon.date_of(int(rng.integers(2, horizon.days - 2)))

    homes = Counter(person.home_area for person in staff)
    large = [one for one in staff if modality(one) in BODIES and homes[one.home_area] >= LARGE and _registered(one)]
    # Night volunteers stand alone: their credential holds through the last night, and they keep the OR.
    by_day = [one for one in large if NIGHT_WILLING not in one.tags]
    mammography = [one for one in staff if modality(one) == "MG"]
    magnet = [one for one in staff if modality(one) in {"MR", ASSISTANT}]
    in_or = [one for one in by_day if modality(one) == "XR" and any(has.skill in LIMITED for has in one.competencies)]
    return (
        Lapse("expired_today", by_day, lambda one: _ending(one, BODIES[modality(one)], horizon.date_of(-1))),
        Lapse("expires_within_28d", large, lambda one: _ending(one, BODIES[modality(one)], soon())),
        Lapse("annual_MR_safety_due", magnet, lambda one: _due(one, "skill:MR L", soon())),
        Lapse("MQSA_exams_below_200", mammography, lambda one: _tagged(one, MQSA_DUE)),
        Lapse("declared_pregnant", in_or, _limited),
        Lapse("BLS_due_28d", staff, lambda one: _ending(one, "BLS", soon())),
        Lapse("CE_behind", staff, lambda one: _tagged(one, CE_BEHIND)),
    )


def modality(person: Person) -> str:
    """Modality of the home area, empty for the float pool."""
    return (person.home_area or "").partition("-")[0]


def _registered(person: Person) -> bool:
    return any(one.code.startswith(BODIES[modality(person)]) for one in person.credentials)


def _ending(person: Person, body: str, date: dt.date) -> Person:
    """All that one body issued ends on the date: a registry renews its credentials together."""
    changed = tuple(
        one.model_copy(update={"valid_to": date}) if one.code.startswith(body) else one for one in person.credentials
    )
    return person.model_copy(update={"credentials": changed})


def _due(person: Person, skill: str, date: dt.date) -> Person:
    changed = tuple(
        one.model_copy(update={"next_due": date, "signed_on": date - dt.timedelta(days=365)})
        if one.skill.startswith(skill)
        else one
        for one in person.competencies
    )
    return person.model_copy(update={"competencies": changed})


def _tagged(person: Person, tag: str) -> Person:
    return person.model_copy(update={"tags": person.tags | {tag}})


def _limited(person: Person) -> Person:
    kept = tuple(one for one in person.competencies if one.skill not in LIMITED)
    return person.model_copy(update={"competencies": kept})
