"""The staff: names, contracts, wages, papers, and the labels that policy items select on."""

import datetime as dt

from api.generate.catalogue import ASSISTANT
from api.generate.draw import Stream, stream, wage_cents, whole
from api.generate.names import names
from api.generate.papers import Career, papers
from api.generate.posts import AROUND_THE_CLOCK, FLOAT, Group
from api.generate.reference import Reference
from api.generate.sites import Network
from api.generate.training import Held, train
from models.calendar import Horizon
from models.staff import Person

AFTER = dt.timedelta(days=7)
"""Nothing lapses by chance until so long after the horizon."""
NIGHT_CONTRACTS = ("FT12", "TRAV", "FT8", "PT")
"""Where volunteers for nights come from, likeliest first."""
NIGHT_WILLING, NIGHTS_BY_TURN = "night-willing", "nights-by-turn"
LEAD, POOL = "lead", "float-pool"


def hire(group: Group, *, book: Reference, network: Network, horizon: Horizon, seed: int) -> list[Person]:
    """Everybody of one group, as yet without a name."""
    rng = stream(seed, "people", group.purpose)
    held = train(group, rng, book=book, network=network)
    willing = _night_willing(group, held, book)
    people = []
    for person, contract in group.posts:
        rank = float(rng.uniform(0.05, 0.95))
        career = Career(2 + whole(rank * 28), int(rng.integers(1, 13)), horizon.start, horizon.end + AFTER, rng)
        credentials, competencies = papers(held[person], career)
        people.append(
            Person(
                id=person,
                contract=contract,
                hourly_cents=_cents(group, contract, rank, book),
                credentials=credentials,
                competencies=competencies,
                tags=frozenset(_tags(group, contract, night=person in willing)),
                home_area=group.area,
            )
        )
    return people


def named(people: list[Person], rng: Stream) -> list[Person]:
    """The same people with names."""
    called = names(rng, len(people))
    return [person.model_copy(update={"name": name}) for person, name in zip(people, called, strict=True)]


def team(person: Person) -> str:
    """Whom a person shares vacations with: the home area, or the float pool of a modality."""
    return person.home_area or person.id.rpartition("-")[0]


def pool_modality(person: Person) -> str | None:
    """Modality of a floating person; None for people with a home area."""
    return None if person.home_area else team(person).removeprefix(FLOAT)


def home(area: str) -> str:
    """Tag of the people whose home area this is."""
    return f"home:{area}"


def _cents(group: Group, contract: str, rank: float, book: Reference) -> int:
    """Base wage by seniority; for agency staff the whole bill rate."""
    if contract == "TRAV":
        return whole(book.pay_rules.agency_bill[group.modality] * 100)
    return wage_cents(book.wage_base_hour["assistant" if group.modality == ASSISTANT else group.modality], rank)


def _night_willing(group: Group, held: Held, book: Reference) -> frozenset[str]:
    """Volunteers for nights: people who may stand alone, so signed off for the OR, or registered in CT."""
    if group.modality not in AROUND_THE_CLOCK:
        return frozenset()
    alone = "skill:XR OR" if group.modality == "XR" else "ARRT(CT)"
    ready = [person for contract in NIGHT_CONTRACTS for person in group.under(contract) if alone in held[person]]
    return frozenset(ready[: whole(book.cross_training["night-willing (XR,CT)"] * len(group.posts))])


def _tags(group: Group, contract: str, *, night: bool) -> set[str]:
    tags = {POOL if group.area is None else home(group.area)}
    if contract == "LEAD":
        tags.add(LEAD)
    elif group.modality in AROUND_THE_CLOCK and contract != "PTW":
        tags.add(NIGHT_WILLING if night else NIGHTS_BY_TURN)
    return tags
