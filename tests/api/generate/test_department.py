import datetime as dt
from collections import Counter

import pytest

from api.generate import generate_department
from models.department import Department
from models.errors import InputError
from tests.api.generate.samples import SEED, department

STUDIED = (40, 105, 350)


def technologists(one: Department) -> Counter[str]:
    """People by home area, MR assistants aside."""
    homes = Counter(person.home_area or "float pool" for person in one.staff)
    return Counter({area: count for area, count in homes.items() if not area.startswith("MRA")})


def test_the_reference_department_fills_the_posts_of_its_document() -> None:
    filled = {"XR": 31, "CT": 23, "MR": 11, "US": 16, "MG": 10, "NM": 6, "IR": 8}
    assert technologists(department(105)) == filled


def test_six_mr_assistants_come_on_top() -> None:
    assert sum(person.home_area == "MRA" for person in department(105).staff) == 6


@pytest.mark.parametrize("size", [*STUDIED, 10, 27, 160])
def test_a_department_has_as_many_technologists_as_asked(size: int) -> None:
    assert technologists(department(size)).total() == size


def test_the_small_hospital_has_one_scanner_a_camera_on_workdays_and_no_ir() -> None:
    small = department(40)
    wanted = {area.id: [row for row in small.coverage if row.area == area.id] for area in small.areas}
    assert "IR" not in wanted
    assert max(max(row.target) for row in wanted["MR"]) == 1
    assert {row.date.weekday() for row in wanted["NM"]} == {0, 1, 2, 3, 4}
    assert max(max(row.target) for row in wanted["NM"]) == 1


def test_the_network_has_four_sites_with_areas_of_their_own_and_a_pool_of_24() -> None:
    network = department(350)
    assert {area.id for area in network.areas if area.modality == "CT"} == {"CT-A", "CT-B", "CT-C", "CT-D"}
    assert technologists(network)["float pool"] == 24


def test_floating_people_may_work_at_every_site_and_others_at_their_own() -> None:
    network = department(350)
    sites = {f"site:{letter}" for letter in "ABCD"}
    for person in network.staff:
        held = {one.code for one in person.credentials if one.code in sites}
        home = person.home_area
        assert held == (sites if home is None else {f"site:{home[-1]}"}), person.id


def test_every_name_and_id_is_used_once() -> None:
    staff = department(350).staff
    assert len({person.name for person in staff}) == len({person.id for person in staff}) == len(staff)


def test_another_seed_gives_other_people() -> None:
    names = [{person.name for person in department(40, seed).staff} for seed in (SEED, SEED + 1)]
    assert len(names[0] & names[1]) < 5


def test_another_start_moves_the_horizon_and_finds_its_holidays() -> None:
    moved = generate_department(10, SEED, start=dt.date(2026, 12, 6)).department
    assert moved.horizon.start == dt.date(2026, 12, 6)
    assert dt.date(2026, 12, 25) in moved.horizon.holidays


def test_a_holiday_is_staffed_like_a_sunday() -> None:
    moved = generate_department(105, SEED, start=dt.date(2026, 12, 6)).department
    by_date = {(row.area, row.date): row.target for row in moved.coverage}
    christmas, sunday = dt.date(2026, 12, 25), dt.date(2026, 12, 20)
    assert by_date["XR", christmas] == by_date["XR", sunday]
    assert ("MG", christmas) not in by_date


@pytest.mark.parametrize("size", [-1, 0, 9, 1001])
def test_a_size_out_of_range_is_refused_with_the_range(size: int) -> None:
    with pytest.raises(InputError, match=r"technologists: .*10 to 1000"):
        generate_department(size, SEED)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(InputError, match="seed: -3 is negative"):
        generate_department(10, -3)


def test_a_start_in_the_middle_of_a_week_is_refused_with_the_sunday_before() -> None:
    with pytest.raises(InputError, match="Maybe use 2027-01-03"):
        generate_department(10, SEED, start=dt.date(2027, 1, 6))


def test_a_start_in_another_century_is_refused() -> None:
    with pytest.raises(InputError, match="2010 to 2090"):
        generate_department(10, SEED, start=dt.date(1905, 1, 1))
