import datetime as dt

import pytest
from pydantic import JsonValue

from fixtures.builders import MONDAY, department, item, need
from models.credentials import has
from models.demand import TeamRequirement
from models.errors import InputError, UnknownReferenceError
from models.policy import Level, PolicyItem, Scope
from scheduler.case import Case
from scheduler.family import Rule, TeamRule, Term
from scheduler.rulebook import bind, families, rules_of, team_rules_of, terms_of


def bound_ids(*policy: PolicyItem) -> list[str]:
    return [bound.item.id for _, bound in bind(department(*policy))]


def test_families_are_found_by_themselves_under_their_own_names() -> None:
    found = families()
    assert list(found) == sorted(found)
    assert {"rest", "coverage_hours", "labour_cost"} < set(found)
    for name, family in found.items():
        assert type(family).__module__.rpartition(".")[2] == name


def test_what_always_holds_is_bound_first_unless_it_is_listed() -> None:
    assert bound_ids(item("rest", minutes=600)) == ["one-duty-a-day", "pins", "rest"]
    own = PolicyItem(id="fixed", family="pins")
    assert bound_ids(own) == ["one-duty-a-day", "fixed"]


def test_what_always_holds_cannot_be_switched_off() -> None:
    assert bound_ids(PolicyItem(id="fixed", family="pins", enabled=False)) == ["one-duty-a-day", "pins"]


def test_only_items_in_force_are_bound() -> None:
    late = item("rest", minutes=600).model_copy(update={"effective_from": MONDAY + dt.timedelta(days=7)})
    assert bound_ids(late) == ["one-duty-a-day", "pins"]


def test_rules_and_terms_are_told_apart() -> None:
    bound = bind(department(item("labour_cost", price=0), item("coverage_shift", price=1), item("rest", minutes=1)))
    assert all(isinstance(family, Term) for family, _ in terms_of(bound))
    assert [one.item.id for _, one in terms_of(bound)] == ["labour_cost"]
    assert [one.item.id for _, one in team_rules_of(bound)] == ["coverage_shift"]
    assert all(isinstance(family, TeamRule) for family, _ in team_rules_of(bound))
    assert len(list(rules_of(bound))) == 4
    assert all(isinstance(family, Rule) for family, _ in rules_of(bound))


REFUSED: dict[str, PolicyItem] = {
    "policy x: unknown family 'rests'. Maybe you meant rest.": PolicyItem(id="x", family="rests"),
    "policy x: unknown family '?'. Known families: activation, activation_share,": PolicyItem(id="x", family="?"),
    "policy rest.limits.minutes: Field required.": item("rest"),
    "policy rest.limits.minutes: Input should be greater than or equal to 1.": item("rest", minutes=0),
    "policy rest.limits.hours: Extra inputs are not permitted.": item("rest", minutes=1, hours=2),
    "policy consecutive.limits.of: Input should be 'work', 'off' or 'shift'.": item("consecutive", of="nights"),
    "policy minutes.limits: the minimum 2 exceeds the maximum 1.": item("minutes", min=2, max=1),
    "policy eligibility.limits.checks.0: Input should be": item("eligibility", checks=["credential"]),
    "policy requests.level: requests cannot be hard. It can be priced.": item("requests"),
    "policy rest.level: rest cannot be coverage. It can be hard, priced.": item(
        "rest", level=Level.COVERAGE, minutes=1
    ),
    "policy coverage_hours.price: 50 cents an hour. Use a multiple of 60 cents": item("coverage_hours", price=50),
    "policy pins.scope: pins does not look at people. It looks at none.": item(
        "pins", scope=Scope(people=frozenset({"ann"}))
    ),
    "policy requests.scope: requests does not look at areas, weekdays. It looks at contracts, people, tags,": item(
        "requests", price=1, scope=Scope(areas=frozenset({"CT"}), weekdays=frozenset())
    ),
}


@pytest.mark.parametrize("told", REFUSED)
def test_policy_that_cannot_be_read_is_named_by_its_place(told: str) -> None:
    for attempt in (bind, Case.of):
        with pytest.raises(InputError) as error:
            attempt(department(REFUSED[told]))
        assert str(error.value).startswith(told)


SENSELESS: dict[str, PolicyItem] = {
    "policy pattern.limits.days.0: 'nights' is no day of a pattern. Write off, work, any,": item(
        "pattern", days=["nights"]
    ),
    "policy pattern.limits.then.0: 'not' is no day": item("pattern", days=["off"], then=["not not|off"]),
    "policy pattern.limits: the pattern has 15 days, more than 14": item("pattern", days=["off"] * 14, then=["off"]),
    "policy pairing.limits: names no partners. Give partners, or partner_tags": item("pairing", company="with"),
    "policy concurrent.limits: the window ends at 07:00, not after its start at 07:00": item(
        "concurrent", max=1, start="07:00", end="07:00"
    ),
    "policy hours.limits: the window ends at 07:00, not after its start at 19:00. Maybe it is two windows": item(
        "hours", keep="clear", start="19:00", end="07:00"
    ),
    "policy near_time_off.limits: looks at no day. Give before, after, or both": item("near_time_off"),
    "policy variety.limits: tags go with of tag": item("variety", of="area", tags=["day"], max=1),
    "policy variety.limits: different things are not counted over rolling periods": item(
        "variety", of="area", period="rolling", period_days=3, max=1
    ),
    "policy free_block.limits: period_days goes with period rolling": item("free_block", days=2, period_days=3),
    "policy weekends.limits.window: Input should be greater than or equal to 2": item("weekends", max=1, window=1),
    "policy concurrent.price: 50 cents an hour": item("concurrent", max=1, price=50),
    "policy pattern.scope: pattern does not look at shifts": item(
        "pattern", days=["off"], scope=Scope(shifts=frozenset({"D"}))
    ),
}


@pytest.mark.parametrize("told", SENSELESS)
def test_limits_that_make_no_sense_together_are_refused(told: str) -> None:
    with pytest.raises(InputError) as error:
        bind(department(SENSELESS[told]))
    assert str(error.value).startswith(told)


DANGLING: dict[str, tuple[str, dict[str, JsonValue]]] = {
    "unknown contract 'ful'. Maybe you meant full.": ("minutes", {"by_contract": {"ful": {"max": 1}}}),
    "unknown shift 'L'.": ("succession", {"forbidden": {"D": ["L"]}}),
    "unknown shift 'M'.": ("succession", {"forbidden": {"M": []}}),
    "unknown person 'anne'. Maybe you meant ann.": ("fairness", {"total": 1, "carried": {"anne": 1}}),
    "unknown person 'bob'.": ("pairing", {"company": "apart", "partners": ["bob"]}),
    "unknown person 'cy'.": ("activation", {"active": ["cy"]}),
    "unknown shift 'X'.": ("pattern", {"days": ["not shift:X|off"]}),
    "unknown credential 'RM'. Maybe you meant RN.": ("qualified", {"requires": {"has": "RM"}}),
    "unknown team requirement 'nite'. Maybe you meant night.": ("team_skill", {"requirements": ["nite"]}),
}


@pytest.mark.parametrize("told", DANGLING)
def test_an_id_in_limits_that_leads_nowhere_is_refused(told: str) -> None:
    family, limits = DANGLING[told]
    level = Level.HARD if Level.HARD in families()[family].levels else Level.PRICED
    team = TeamRequirement(id="night", areas=("CT",), requires=has("RN"))
    place = department(PolicyItem(id=family, family=family, level=level, limits=limits), team_requirements=(team,))
    with pytest.raises(UnknownReferenceError) as error:
        bind(place)
    assert str(error.value).startswith(f"policy {family}.limits: {told}")


@pytest.mark.parametrize(
    ("priced", "weight"),
    [
        (item("rest", price=600, minutes=1), 100),
        (item("coverage_hours", price=600), 800),
        (item("minutes", price=1), 80),
        (item("rest", minutes=1), 1),
    ],
    ids=str,
)
def test_an_hour_of_hole_outweighs_ten_of_the_dearest_things(priced: PolicyItem, weight: int) -> None:
    case = Case.of(department(priced, shift_needs=(need("D@CT", 1),)))
    assert case.hole_weight == weight
