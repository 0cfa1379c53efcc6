"""The department's policy: every rule and price with its title, source and owner.

Prices are set so that they order what a manager would do: a promised hour not given costs less than any wage, so
nobody is called in for nothing; cover wanted costs more than an hour of overtime or of agency staff, so both are
used before it is short; wishes and fair shares decide among rosters that cover alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pydantic import JsonValue

from api.generate.contracts import TERMS, most_hours
from api.generate.fairness import fair_shares
from api.generate.people import NIGHTS_BY_TURN, home
from api.generate.reference import Reference
from api.generate.sites import Network
from api.generate.teams import ASKS
from models.calendar import Horizon
from models.demand import TeamRequirement
from models.policy import Level, PolicyItem, Scope
from models.staff import Person

TARGET_HOUR, TEAM_HOUR = 180_00, 120_00
"""A person missing for an hour; agency staff cost up to $150 an hour."""
PROMISED_MINUTE = 42
"""$25.20 an hour: below a technologist's lowest wage, above most differences between the wages of two of them."""
GUARANTEED_MINUTE = 250
"""$150 an hour: agency hours are billed whether they are worked or not."""
WISH, NIGHT_BY_TURN = 60_00, 40_00
CROSS_TRAINED = ("XR", "CT", "MR", "MG", "NM")
"""Modalities from which people float to another."""
DIRECTOR, CHIEF, PERSONNEL = "Imaging director", "Chief technologist", "Human resources"
WORK = Scope(shift_tags=frozenset({"work"}))


def policy(
    staff: Sequence[Person], teams: Mapping[str, Sequence[TeamRequirement]], *, book: Reference, network: Network,
    horizon: Horizon,
) -> tuple[PolicyItem, ...]:  # fmt: skip
    """Every item of a department."""
    return tuple(
        chain(
            _eligibility(),
            _rest(book),
            _runs(book, horizon),
            _hours(book),
            _cover(teams),
            _calls_and_floats(book, network),
            _preferences(staff),
            fair_shares(staff, network, horizon),
        )
    )


def _eligibility() -> Iterator[PolicyItem]:
    yield PolicyItem(
        id="eligibility",
        family="eligibility",
        title="Who works holds what the work asks for on that day, is not on leave, and has the shift in the contract",
        citation="Credential table of the department; 21 CFR 900.12(a)(2) for mammography",
        owner=DIRECTOR,
    )
    yield PolicyItem(id="one-duty", family="one_duty", title="One duty a day", owner=CHIEF)


def _rest(book: Reference) -> Iterator[PolicyItem]:
    """Four readings of rest: call at home may follow work at once, work may not follow call or a night at once."""
    rules = book.rules
    for name, hours, after, before, title in (
        ("rest", rules.min_rest_h, ["work"], ["work"], "Rest between two shifts"),
        ("rest-after-call", rules.call_rest_h, ["call"], ["work"], "Rest after call before a shift"),
        ("rest-before-call", rules.min_rest_h, ["night"], ["call"], "Rest after a night before call"),
        ("rest-after-nights", rules.night_to_day_min_off_h, ["night"], ["day", "mid", "evening"],
         "Rest from a night to any other shift"),
    ):  # fmt: skip
        limits: dict[str, JsonValue] = {"minutes": hours * 60, "after_tags": [*after], "before_tags": [*before]}
        yield PolicyItem(
            id=name,
            family="rest",
            title=f"{title}: {hours} h",
            limits=limits,
            citation="House rule on fatigue",
            owner=CHIEF,
        )


def _runs(book: Reference, horizon: Horizon) -> Iterator[PolicyItem]:
    rules = book.rules
    for name, tag, most, title, citation in (
        ("run-of-12h", "12h", rules.max_consecutive_12, "12 h shifts in a row", "House rule on fatigue"),
        ("run-of-work", "work", rules.max_consecutive_8_10, "Work days in a row",
         "One Day Rest in Seven Act (Illinois): 24 h of rest in each seven days"),
        ("run-of-nights", "night", rules.max_consecutive_nights, "Nights in a row", "House rule on fatigue"),
    ):  # fmt: skip
        scope = Scope(shift_tags=frozenset({tag}))
        yield PolicyItem(
            id=name, family="consecutive", title=f"{title}: {most} at most", scope=scope,
            limits={"max": most, "of": "work"}, citation=citation, owner=CHIEF,
        )  # fmt: skip
    touched = sum(horizon.weekday(day) == 5 for day in range(-1, horizon.days))  # noqa: PLR2004 - Saturday
    free = rules.weekends_off_min_per_28d
    yield PolicyItem(
        id="weekends",
        family="weekends",
        title=f"{free} weekends off in a block, which touches {touched}; not for the weekend option",
        scope=WORK,
        limits={"max": touched - free, "by_contract": {"PTW": {"max": touched}}},
        owner=CHIEF,
    )


def _hours(book: Reference) -> Iterator[PolicyItem]:
    most: dict[str, JsonValue] = {terms.id: {"max": most_hours(terms, book) * 60} for terms in TERMS}
    yield PolicyItem(
        id="hours-most",
        family="minutes",
        title="Most hours in a pay period, by contract",
        scope=WORK,
        limits={"by_contract": most, "period": "pay_period"},
        citation="Contracts",
        owner=PERSONNEL,
    )
    promised = [terms for terms in TERMS if terms.weekly_hours]
    own = [terms for terms in promised if terms.id != "TRAV"]
    agency = [terms for terms in promised if terms.id == "TRAV"]
    for name, group, price, title in (
        ("hours-promised", own, PROMISED_MINUTE, "Hours promised in a pay period, leave counted"),
        ("hours-guaranteed", agency, GUARANTEED_MINUTE, "Agency hours that are billed anyway"),
    ):
        least: dict[str, JsonValue] = {terms.id: {"min": terms.weekly_hours * 120} for terms in group}
        yield PolicyItem(
            id=name,
            family="minutes",
            title=title,
            level=Level.PRICED,
            price=price,
            scope=Scope(contracts=frozenset(terms.id for terms in group), shift_tags=WORK.shift_tags),
            limits={"by_contract": least, "period": "pay_period"},
            citation="Contracts",
            owner=PERSONNEL,
        )


def _cover(teams: Mapping[str, Sequence[TeamRequirement]]) -> Iterator[PolicyItem]:
    yield PolicyItem(
        id="cover-least", family="coverage_hours", title="Least people by area and hour", level=Level.COVERAGE,
        limits={"of": "minimum"}, citation="The Joint Commission, NPG 12 (2026): staffed to meet patients' needs",
        owner=DIRECTOR,
    )  # fmt: skip
    yield PolicyItem(
        id="cover-wanted", family="coverage_hours", title="People wanted by area and hour", level=Level.PRICED,
        price=TARGET_HOUR, limits={"of": "target"}, owner=DIRECTOR,
    )  # fmt: skip
    for ask in ASKS:
        if ask.id in teams:
            ids: list[JsonValue] = [team.id for team in teams[ask.id]]
            yield PolicyItem(
                id=ask.id,
                family="team_skill",
                title=ask.title,
                level=ask.level,
                price=TEAM_HOUR if ask.level is Level.PRICED else None,
                limits={"requirements": ids},
                citation=ask.citation,
                owner=ask.owner,
            )


def _calls_and_floats(book: Reference, network: Network) -> Iterator[PolicyItem]:
    calls, floats = book.rules.max_call_periods_28d, book.rules.float_max_per_14d
    yield PolicyItem(
        id="call-cover", family="coverage_shift", title="Somebody on call", level=Level.COVERAGE,
        limits={"of": "minimum"}, owner=DIRECTOR,
    )  # fmt: skip
    yield PolicyItem(
        id="call-most", family="assignments", title=f"{calls} call periods in a block at most",
        scope=Scope(shift_tags=frozenset({"call"})), limits={"max": calls}, citation="Contracts", owner=PERSONNEL,
    )  # fmt: skip
    for modality in CROSS_TRAINED:
        homes = [site.area(modality) for site in network.sites if modality in site.curves]
        away = {site.area(other) for site in network.sites for other in site.curves if other != modality}
        if homes and away:
            yield PolicyItem(
                id=f"float-from-{modality}",
                family="assignments",
                title=f"{floats} shifts outside {modality} in a pay period at most",
                scope=Scope(tags=frozenset(map(home, homes)), areas=frozenset(away)),
                limits={"max": floats, "period": "pay_period"},
                citation="Contracts",
                owner=PERSONNEL,
            )


def _preferences(staff: Sequence[Person]) -> Iterator[PolicyItem]:
    yield PolicyItem(
        id="labour", family="labour_cost", title="Wages, differentials, overtime and standby", level=Level.PRICED,
        citation="29 CFR part 778; 29 USC 207(j) for 8/80; 29 CFR 785.17 for call", owner=PERSONNEL,
    )  # fmt: skip
    yield PolicyItem(
        id="wishes", family="requests", title="Wishes for days off and for shifts", level=Level.PRICED, price=WISH,
        owner=CHIEF,
    )  # fmt: skip
    if any(NIGHTS_BY_TURN in person.tags for person in staff):
        yield PolicyItem(
            id="nights-by-volunteers", family="assignments", title="Nights go to those who volunteer for them",
            level=Level.PRICED, price=NIGHT_BY_TURN, limits={"max": 0}, owner=CHIEF,
            scope=Scope(tags=frozenset({NIGHTS_BY_TURN}), shift_tags=frozenset({"night"})),
        )  # fmt: skip
