"""Hours that are asked for and that nobody can give, and sums that cannot be kept, are told without a search."""

from random import Random

import pytest

from fixtures.builders import EIGHT_HOURS, area, cover, department, item, person, team
from fixtures.tiny import tiny
from models.credentials import has
from models.department import Department
from models.policy import Level, Scope
from models.staff import Contract, Person
from scheduler.case import Case
from scheduler.search.capacity import shortfalls
from scheduler.search.reasons import obvious_reasons
from tests.scheduler.trying import best_of_all

WEEK = 7
DAYS = range(7, 15)


STAFF = (person("ann", hourly_cents=3000), person("bo", hourly_cents=4000))


def place(*policy: object, people: tuple[Person, ...] = STAFF, level: Level = Level.HARD, **more: object) -> Department:
    """One person in CT from seven to three on each day of a week."""
    rules = (item("coverage_hours", of="minimum", level=level), item("labour_cost", price=1), *policy)
    fields: dict[str, object] = {"people": people, "days": WEEK, **more}
    coverage = tuple(cover({DAYS: 1}, day=day) for day in range(WEEK))
    return department(*rules, coverage=coverage, **fields)  # type: ignore[arg-type]  # items, and fields of department


def reasons(given: Department) -> list[str]:
    return obvious_reasons(Case.of(given))


def test_hours_beyond_everybodys_limits_are_told_with_both_numbers() -> None:
    (told,) = reasons(place(item("minutes", max=24 * 60)))
    assert told.startswith("coverage_hours in CT: 56 person-hours are asked for; the 2 people who may work there can")
    assert "give 48 person-hours at most. Credential or hire more people" in told
    assert reasons(place(item("minutes", max=28 * 60))) == [], "whole shifts are not thought of: that takes a search"


def test_limits_that_are_priced_or_count_other_duties_are_no_reason() -> None:
    assert reasons(place(item("minutes", max=60, price=10))) == []
    other = (area("CT", *EIGHT_HOURS), area("MR", *EIGHT_HOURS))
    assert reasons(place(item("minutes", max=60, scope=Scope(areas=frozenset({"MR"}))), areas=other)) == []


def test_limits_by_week_contract_and_span_add_up_over_the_horizon() -> None:
    contracts = (Contract(id="full"), Contract(id="half"))
    staff = (person("ann"), person("bo", contract="half"))
    limit = item("minutes", by_contract={"full": {"max": 32 * 60}, "half": {"max": 16 * 60}}, period="week")
    assert "48 person-hours at most" in reasons(place(limit, people=staff, contracts=contracts))[0]
    rolling = item("minutes", max=8 * 60, period="rolling", period_days=2)
    assert reasons(place(rolling)) == [], "four spans of eight hours for each of two"
    assert "32 person-hours at most" in reasons(place(rolling, people=STAFF[:1]))[0]


def test_a_shortfall_at_level_coverage_is_known_and_is_no_reason() -> None:
    given = place(item("minutes", max=24 * 60), level=Level.COVERAGE)
    assert reasons(given) == []
    (short,) = shortfalls(Case.of(given), Level.COVERAGE)
    assert (short.asked, short.able, short.people, short.areas) == (56 * 60, 48 * 60, 2, ("CT",))


def test_only_those_who_hold_the_skill_count_in_a_team() -> None:
    staff = (person("ann", holds=["RN"]), person("bo"))
    nurses = team(has("RN"), 0, 1440)
    given = department(item("team_skill"), people=staff, days=2, team_requirements=(nurses,))
    (short,) = shortfalls(Case.of(given), Level.HARD)
    assert (short.asked, short.people) == (41 * 60, 1), "of the first seven hours nobody known covers any"
    assert short.able <= 2 * 8 * 60


def test_a_cap_below_the_cheapest_pay_for_the_least_people_is_told() -> None:
    cap = item("budget_cap", cents=50_00 * 8 * WEEK, period="horizon")
    assert reasons(place(cap)) == []
    (told,) = reasons(place(item("budget_cap", cents=1679_99, period="horizon")))
    assert told.startswith(
        "budget_cap: the least people cost 1,680.00 even at the lowest pay, and 1,679.99 may be spent"
    )
    assert reasons(place(item("budget_cap", cents=1679_99, period="horizon"), level=Level.COVERAGE)) == []
    assert reasons(place(item("budget_cap", cents=100, period="horizon", price=1))) == []


@pytest.mark.parametrize("level", [Level.HARD, Level.COVERAGE])
def test_no_roster_of_tiny_departments_does_what_is_told_to_be_impossible(level: Level) -> None:
    told = 0
    for seed in range(80):
        draw = Random(seed)
        given = tiny(draw, rosters=200, items=1)
        more = (
            item("coverage_hours", of="minimum", level=level), item("minutes", max=draw.choice((240, 480, 960))),
            item("budget_cap", cents=draw.choice((10_000, 10**8)), period="horizon"),
        )  # fmt: skip
        case = Case.of(given.model_copy(update={"policy": (given.policy[0], *more)}))
        best = best_of_all(case)
        reasoned = [one for one in obvious_reasons(case) if "are asked for; the" in one or "the least people" in one]
        assert best is None or not reasoned, (seed, reasoned)
        for short in shortfalls(case, Level.COVERAGE):
            assert best is None or best[0] >= short.asked - short.able, seed
            told += 1
        told += len(reasoned)
    assert told > 5
