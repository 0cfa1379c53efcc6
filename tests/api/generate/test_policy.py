import pytest

from api.generate.contracts import TERMS
from models.policy import Level, PolicyItem
from scheduler.rulebook import bind, families
from tests.api.generate.samples import department


def item(name: str, size: int = 105) -> PolicyItem:
    return next(one for one in department(size).policy if one.id == name)


@pytest.mark.parametrize("size", [10, 40, 105, 350])
def test_the_engine_reads_every_item(size: int) -> None:
    one = department(size)
    bound = bind(one)
    assert {each.id for each in one.policy} <= {read.item.id for _, read in bound}
    assert all(each.family in families() for each in one.policy)


def test_every_item_says_what_it_means_and_who_owns_it() -> None:
    for each in department(350).policy:
        assert each.title, each.id
        assert each.owner, each.id


def test_every_price_is_set_where_one_is_needed() -> None:
    priced = [each for each in department(105).policy if each.level is Level.PRICED and each.family != "labour_cost"]
    assert all(each.price for each in priced)


def test_cover_is_dearer_than_overtime_and_agency_and_promised_hours_cheaper_than_a_wage() -> None:
    one = department(105)
    own = [person.hourly_cents for person in one.staff if person.contract != "TRAV" and person.home_area != "MRA"]
    wanted, promised = item("cover-wanted").price, item("hours-promised").price
    assert wanted is not None
    assert promised is not None
    dearest = max(person.hourly_cents for person in one.staff)
    assert wanted > max(1.5 * max(own), dearest)
    assert promised * 60 < min(own) + 5_00


def test_hours_are_limited_as_in_the_document() -> None:
    assert item("hours-most").limits["by_contract"] == {
        "FT12": {"max": 84 * 60},
        "FT10": {"max": 96 * 60},
        "FT8": {"max": 96 * 60},
        "LEAD": {"max": 48 * 60},
        "PT": {"max": 72 * 60},
        "PTW": {"max": 56 * 60},
        "PRN": {"max": 48 * 60},
        "TRAV": {"max": 84 * 60},
    }


def test_every_promise_of_hours_stays_below_the_limit() -> None:
    most = item("hours-most").limits["by_contract"]
    assert isinstance(most, dict)
    for terms in TERMS:
        limit = most[terms.id]
        assert isinstance(limit, dict)
        assert terms.weekly_hours * 120 < limit["max"]  # type: ignore[operator] # a JSON value that is a number here


def test_a_block_from_sunday_touches_five_weekends_and_two_of_them_are_free() -> None:
    assert item("weekends").limits == {"max": 3, "by_contract": {"PTW": {"max": 5}}}


def test_nights_are_shared_by_volunteers_and_there_are_as_many_as_the_cover_wants() -> None:
    shares = {name: item(f"fair-nights-{name}").limits["total"] for name in ("XR", "CT")}
    assert shares == {"XR": 3 * 28, "CT": 2 * 28}


def test_calls_are_shared_day_by_day() -> None:
    assert {item(f"fair-calls-{area}").limits["total"] for area in ("MR", "US", "NM", "IR")} == {28}


def test_a_network_shares_burdens_site_by_site() -> None:
    names = {each.id for each in department(350).policy if each.family == "fairness"}
    assert {f"fair-nights-CT-{letter}" for letter in "ABCD"} <= names


def test_floating_is_limited_for_those_who_can_float() -> None:
    away = item("float-from-CT").scope.areas
    assert away == frozenset({"XR", "MR", "US", "MG", "NM", "IR"})
    assert item("float-from-CT").limits == {"max": 4, "period": "pay_period"}
