"""The areas of every site: one for each modality that is open there, and one for MR assistants beside MR."""

from collections.abc import Iterator

from api.generate.catalogue import ASSISTANT, CALL_LEAST, CALL_OF, NAMES, SHIFTS_OF, WEEKEND, WORK, WORKDAYS, times
from api.generate.kinds import requirement
from api.generate.reference import Reference
from api.generate.sites import Curves, Network, People, Site
from models.calendar import Weekday
from models.demand import Area


def areas(network: Network, book: Reference) -> tuple[Area, ...]:
    """Areas in the order of sites and modalities."""
    return tuple(
        Area(
            id=site.area(modality),
            name=NAMES[modality],
            modality=modality,
            location=location(site, book),
            shifts=_shifts(site, modality, book) + calls_at(network, site, modality),
            requires=requirement(modality, site.letter),
        )
        for site in network.sites
        for modality in modalities(site)
    )


def modalities(site: Site) -> Iterator[str]:
    """What is open at a site, MR assistants right after MR."""
    for modality in site.curves:
        yield modality
        if modality == "MR":
            yield ASSISTANT


def location(site: Site, book: Reference) -> str:
    """Name of the hospital."""
    return f"{book.meta.name}, campus {site.letter}" if site.letter else book.meta.name


def calls_at(network: Network, site: Site, modality: str) -> tuple[str, ...]:
    """Call shifts of a modality at a site; none where too few people would have to share them."""
    enough = network.heads.get((site.letter, modality), 0) >= CALL_LEAST
    return CALL_OF.get(modality, ()) if enough else ()


def _shifts(site: Site, modality: str, book: Reference) -> tuple[str, ...]:
    """Shifts whose last hour still finds work here: an area that closes in the evening has no evening shift."""
    curves = site.curves["MR" if modality == ASSISTANT else modality]
    return tuple(shift for shift in SHIFTS_OF[modality] if _is_wanted(shift, curves, book))


def _is_wanted(shift: str, curves: Curves, book: Reference) -> bool:
    start, _, hours = times(shift, book)
    last = (start // 60 + hours - 1) % 24
    return any(day[last] > 0 for day in _days_of(WORK[shift].weekdays, curves))


def _days_of(weekdays: frozenset[Weekday], curves: Curves) -> Iterator[People]:
    """The curves of the kinds of day on which a shift is worked."""
    if weekdays & WORKDAYS:
        yield curves.weekday
    if Weekday.SAT in weekdays:
        yield curves.saturday
    if weekdays & WEEKEND > {Weekday.SAT}:
        yield curves.sunday
