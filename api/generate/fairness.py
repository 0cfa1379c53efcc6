"""Fair shares of nights, weekends and calls, by home area; how many there are to share follows from the cover."""

from collections.abc import Iterator, Sequence

from api.generate.areas import calls_at
from api.generate.demand import call_needs, on_day
from api.generate.draw import whole
from api.generate.people import NIGHT_WILLING, home
from api.generate.posts import AROUND_THE_CLOCK
from api.generate.sites import Network, Site
from models.calendar import Horizon, Weekday
from models.policy import Level, PolicyItem, Scope
from models.staff import Person

UNFAIR = 8_00
"""The first duty away from the fair share; the second costs twice that, and so on."""
SHARING = frozenset({"FT12", "FT10", "FT8", "PT"})
ON_CALL = SHARING | {"LEAD"}
SMALL_HOURS = 3
"""An hour in which only the night team is there."""
MEAN_HOURS = 10
"""Of a weekend shift; half of them are 8 h, half 12 h."""
WEEKEND = frozenset({Weekday.SAT, Weekday.SUN})
OWNER = "Chief technologist"


def fair_shares(staff: Sequence[Person], network: Network, horizon: Horizon) -> Iterator[PolicyItem]:
    """An item for each area and kind of burden that its own people share."""
    for site in network.sites:
        for modality in site.curves:
            area = site.area(modality)
            own = [person for person in staff if person.home_area == area]
            if modality in AROUND_THE_CLOCK:
                yield from _nights(area, own, _at_night(site, modality, horizon))
            yield from _weekends(area, own, _weekend_hours(site, modality, horizon))
            if calls_at(network, site, modality):
                total = sum(need.area == area for need in call_needs(network, horizon, range(horizon.days)))
                scope = Scope(tags=frozenset({home(area)}), contracts=ON_CALL, shift_tags=frozenset({"call"}))
                yield _share(f"fair-calls-{area}", f"Calls of {area} are shared", total, scope)


def _nights(area: str, own: Sequence[Person], total: int) -> Iterator[PolicyItem]:
    volunteers = frozenset(person.id for person in own if NIGHT_WILLING in person.tags)
    if total and volunteers:
        scope = Scope(people=volunteers, shift_tags=frozenset({"night"}))
        yield _share(f"fair-nights-{area}", f"Nights of {area} are shared by its volunteers", total, scope)


def _weekends(area: str, own: Sequence[Person], hours: int) -> Iterator[PolicyItem]:
    """What the weekend option works anyway is not there to be shared."""
    option = sum(person.contract == "PTW" for person in own)
    total = whole(hours / MEAN_HOURS) - option * 8
    if total > 0 and any(person.contract in SHARING for person in own):
        scope = Scope(tags=frozenset({home(area)}), contracts=SHARING, shift_tags=frozenset({"work"}), weekdays=WEEKEND)
        yield _share(f"fair-weekends-{area}", f"Weekend shifts of {area} are shared", total, scope)


def _share(name: str, title: str, total: int, scope: Scope) -> PolicyItem:
    return PolicyItem(
        id=name, family="fairness", title=title, level=Level.PRICED, price=UNFAIR, scope=scope, limits={"total": total},
        owner=OWNER,
    )  # fmt: skip


def _at_night(site: Site, modality: str, horizon: Horizon) -> int:
    return sum(on_day(site.curves[modality], horizon, day)[SMALL_HOURS] for day in range(horizon.days))


def _weekend_hours(site: Site, modality: str, horizon: Horizon) -> int:
    days = [day for day in range(horizon.days) if horizon.is_weekend(day)]
    return sum(sum(on_day(site.curves[modality], horizon, day)) for day in days)
