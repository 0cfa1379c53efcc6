"""What a team must hold together: so many people of a kind present, hour by hour, at every site."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from api.generate.catalogue import ASSISTANT, WORKDAYS
from api.generate.demand import fewest_scanners
from api.generate.sites import Network, People, Site
from models.calendar import Weekday
from models.credentials import Requirement, all_of, any_of, has
from models.demand import HOURS, TeamRequirement
from models.policy import Level


@dataclass(frozen=True, slots=True)
class Ask:
    """One requirement in all its hours, with what a policy item says of it."""

    id: str
    title: str
    areas: tuple[str, ...]
    """Modalities; the first one's curve says when it is open."""
    requires: Requirement
    level: Level = Level.COVERAGE
    count: int = 1
    hours: tuple[int, int] = (0, HOURS)
    workdays: bool = False
    citation: str = ""
    owner: str = "Imaging director"


LEVEL_1 = any_of("skill:MR L1", "skill:MR L2")
PLUS_ONE, ALL_SCANNERS = "mr-plus-one", "mr-all-scanners"
ASKS = (
    Ask(PLUS_ONE, "MR: one trained person more than the fewest scanners that run", ("MR", ASSISTANT), LEVEL_1,
        citation="ACR Manual on MR Safety", owner="MR safety officer"),
    Ask(ALL_SCANNERS, "MR: one trained person more than the scanners planned to run", ("MR", ASSISTANT), LEVEL_1,
        Level.PRICED, citation="ACR Manual on MR Safety", owner="MR safety officer"),
    Ask("ct-registered", "CT: never without somebody registered in CT", ("CT",), any_of("ARRT(CT)", "NMTCB(CT)"),
        citation="The Joint Commission, NPG 13 (before 2026: HR.01.02.05 EP 19)"),
    Ask("ct-responder", "CT: somebody who can answer a contrast reaction", ("CT",),
        all_of(any_of("BLS", "ACLS"), "skill:contrast"), citation="42 CFR 410.32(b)"),
    Ask("mr-responder", "MR: somebody who can answer a contrast reaction", ("MR",),
        all_of(any_of("BLS", "ACLS"), "skill:contrast"), citation="42 CFR 410.32(b)"),
    Ask("or-always", "OR and C-arm: somebody signed off in every hour", ("XR",), has("skill:XR OR")),
    Ask("or-day", "OR and C-arm: two on workdays, 07 to 17", ("XR",), has("skill:XR OR"), Level.PRICED, 2, (7, 17),
        workdays=True),
    Ask("fluoro", "Fluoroscopy: one on workdays, 08 to 16", ("XR",), has("skill:XR fluoro"), Level.PRICED, 1, (8, 16),
        workdays=True),
    Ask("us-vascular", "Ultrasound: a vascular sonographer on workdays, 07 to 17", ("US",),
        any_of("ARDMS(RVT)", "ARRT(VS)"), Level.PRICED, 1, (7, 17), workdays=True),
    Ask("us-ob", "Ultrasound: an obstetric sonographer on workdays, 07 to 17", ("US",), any_of("ARDMS(OB)", "ARRT(S)"),
        Level.PRICED, 1, (7, 17), workdays=True),
    Ask("ir-acls", "IR: somebody with ACLS while the suites are open", ("IR",), has("ACLS"), workdays=True),
    Ask("nm-acls", "NM: somebody with ACLS for stress tests, 07 to 15", ("NM",), has("ACLS"), Level.PRICED, 1, (7, 15),
        workdays=True),
)  # fmt: skip


def requirements(network: Network) -> dict[str, list[TeamRequirement]]:
    """By ask the requirements of all sites; an ask that no site has is left out."""
    asked = {ask.id: [team for site in network.sites for team in _at_site(ask, site)] for ask in ASKS}
    return {ask: teams for ask, teams in asked.items() if teams}


def _at_site(ask: Ask, site: Site) -> Iterator[TeamRequirement]:
    """Stretches of equal need: those of every day, then what workdays need on top of that."""
    curves = site.curves.get(ask.areas[0])
    if curves is None:
        return
    workday = _need(ask, curves.weekday)
    other = (0,) * HOURS if ask.workdays else _need(ask, curves.sunday)
    for start, end, count in _stretches(tuple(map(min, workday, other))):
        yield _team(ask, site, (start, end, count), frozenset(Weekday))
    for start, end, count in _stretches(
        tuple(here if here > there else 0 for here, there in zip(workday, other, strict=True))
    ):
        yield _team(ask, site, (start, end, count), WORKDAYS)


def _need(ask: Ask, target: People) -> People:
    """People of the kind by hour; never more than are planned, but for the one more of MR."""
    if ask.id == ALL_SCANNERS:
        return tuple(count + 1 if count else 0 for count in target)
    if ask.id == PLUS_ONE:
        return tuple(count + 1 if count else 0 for count in fewest_scanners(target))
    first, last = ask.hours
    return tuple(min(ask.count, count) if first <= hour < last else 0 for hour, count in enumerate(target))


def _stretches(need: People) -> Iterator[tuple[int, int, int]]:
    """First hour, end hour and count of each stretch of equal, positive need."""
    for count, hours in groupby(range(HOURS), key=lambda hour: need[hour]):
        listed = list(hours)
        if count:
            yield listed[0], listed[-1] + 1, count


def _team(ask: Ask, site: Site, stretch: tuple[int, int, int], weekdays: frozenset[Weekday]) -> TeamRequirement:
    start, end, count = stretch
    workdays = weekdays == WORKDAYS
    return TeamRequirement(
        id=f"{site.area(ask.id)}-{'workdays' if workdays else 'daily'}-{start:02d}",
        name=ask.title,
        areas=tuple(site.area(area) for area in ask.areas),
        requires=ask.requires,
        count=count,
        start=start * 60,
        end=end * 60,
        weekdays=weekdays,
        on_holidays=not workdays,
    )
