"""INRC-II: what a data set becomes."""

from pathlib import Path

import pytest

from api.exchange import inrc2
from models.department import Department, read_department
from models.errors import InputError
from models.limits import Range
from models.policy import Level, PolicyItem
from tests.api.exchange.samples import HISTORY, INSTANCE, inrc2_folder


@pytest.fixture
def made(tmp_path: Path) -> Department:
    return inrc2.read(inrc2_folder(tmp_path), INSTANCE)


def item(department: Department, name: str) -> PolicyItem:
    (found,) = [item for item in department.policy if item.id == name]
    return found


def by_contract(department: Department, name: str) -> dict[str, Range]:
    limits = item(department, name).limits["by_contract"]
    assert isinstance(limits, dict)
    return {contract: Range.model_validate(limit) for contract, limit in limits.items()}


def test_the_id_is_the_instance_and_the_name_the_scenario(made: Department) -> None:
    assert (made.id, made.name, made.currency) == (INSTANCE, "tiny", "penalty")
    assert (made.horizon.days, made.horizon.weekday(0)) == (14, 0)


def test_skills_are_areas_that_ask_for_the_skill(made: Department) -> None:
    assert [(area.id, area.shifts, area.requires and area.requires.text()) for area in made.areas] == [
        ("Scan", ("Early", "Late", "Night"), "Scan"),
        ("Lead", ("Early", "Late", "Night"), "Lead"),
    ]
    assert [{c.skill for c in person.competencies} for person in made.staff] == [
        {"Lead", "Scan"},
        {"Scan"},
        {"Scan"},
    ]


def test_cover_follows_the_weeks_and_leaves_out_where_nobody_is_wanted(made: Department) -> None:
    first = [(made.horizon.day_of(n.date), n.shift, n.area, n.minimum, n.target) for n in made.shift_needs[:4]]
    assert first == [
        (0, "Early", "Scan", 1, 2),
        (1, "Early", "Scan", 1, 1),
        (2, "Early", "Scan", 0, 1),
        (4, "Early", "Scan", 1, 1),
    ]
    days = [made.horizon.day_of(need.date) for need in made.shift_needs]
    assert days[12:] == [day + 7 for day in days[:12]]


def test_requests_follow_the_order_of_the_weeks(made: Department) -> None:
    wishes = [(w.person, made.horizon.day_of(w.date), w.kind, w.shift) for w in made.wishes]
    assert wishes == [
        ("Ann", 1, "off", None),
        ("Bo", 5, "off", "Early"),
        ("Cy", 13, "off", "Late"),
        ("Bo", 12, "off", "Early"),
    ]


def test_levels_and_prices_are_the_competitions(made: Department) -> None:
    prices = {one.id: one.price for one in made.policy if one.level is Level.PRICED}
    assert prices == {
        "same-shift-Early": 15,
        "same-shift-Late": 15,
        "same-shift-Night": 15,
        "consecutive-work": 30,
        "consecutive-off": 30,
        "optimal-cover": 30,
        "requests": 10,
        "assignments": 20,
        "weekends": 30,
        "complete-weekend": 30,
    }
    assert [one.id for one in made.policy if one.level is Level.HARD] == ["one-duty", "skill", "succession"]
    assert item(made, "minimum-cover").level is Level.COVERAGE


def test_ranges_follow_the_contract(made: Department) -> None:
    assert by_contract(made, "consecutive-work")["Full"] == Range(min=2, max=4)
    assert by_contract(made, "consecutive-off")["Half"] == Range(min=2, max=5)
    assert by_contract(made, "assignments")["Full"] == Range(min=6, max=8)
    assert by_contract(made, "weekends")["Half"] == Range(max=1)
    assert item(made, "same-shift-Night").limits == {"of": "shift", "min": 2, "max": 4}
    assert item(made, "same-shift-Night").scope.shifts == frozenset({"Night"})


def test_complete_weekends_are_for_the_contracts_that_ask_for_them(made: Department) -> None:
    assert item(made, "complete-weekend").scope.contracts == frozenset({"Full"})


def test_no_contract_with_complete_weekends_no_rule(tmp_path: Path) -> None:
    folder = inrc2_folder(tmp_path, lambda text: text.replace("(2,3) 1 1", "(2,3) 1 0"), file="Sc-n003w2.txt")
    made = inrc2.read(folder, INSTANCE)
    assert "complete_weekend" not in {one.family for one in made.policy}


def test_totals_from_earlier_weeks_leave_less_of_the_ranges(made: Department) -> None:
    contract = "Half after 2 days 1 weekends"
    assert [person.contract for person in made.staff] == ["Full", "Full", contract]
    assert by_contract(made, "assignments")[contract] == Range(min=1, max=3)
    assert by_contract(made, "weekends")[contract] == Range(max=0)
    assert by_contract(made, "consecutive-work")[contract] == by_contract(made, "consecutive-work")["Half"]


def test_totals_already_beyond_the_contract_are_refused(tmp_path: Path) -> None:
    folder = inrc2_folder(tmp_path, lambda text: text.replace("Cy 2 1", "Cy 6 1"), file="H0-n003w2-1.txt")
    with pytest.raises(InputError, match=r"H0-n003w2-1.txt:7: Cy is beyond the contract's 5 assignments"):
        inrc2.read(folder, INSTANCE)


def test_the_department_survives_its_own_json(made: Department) -> None:
    assert read_department(made.model_dump_json()) == made


def test_the_data_set_is_found_below_its_parent(tmp_path: Path, made: Department) -> None:
    (tmp_path / "n003w2").mkdir()
    inrc2_folder(tmp_path / "n003w2")
    (tmp_path / "Sc-n003w2.txt").unlink()
    assert inrc2.read(tmp_path, INSTANCE) == made


@pytest.mark.parametrize(
    ("instance", "message"),
    [
        (None, "a data set holds many instances. Name one"),
        ("n003w2", "instance 'n003w2': not the name of an INRC-II instance"),
        ("../n003w2_1_4-0", "not the name of an INRC-II instance"),
        ("n009w2_1_4-0", "there is no Sc-n009w2.txt. Name the folder of the data set"),
        ("n003w2_1_4", "1 weeks, but the scenario lasts 2"),
        ("n003w2_7_4-0", "H0-n003w2-7.txt: cannot be read: No such file"),
        ("n003w2_1_4-5", "WD-n003w2-5.txt: cannot be read: No such file"),
    ],
)
def test_an_instance_that_is_not_there_is_refused(tmp_path: Path, instance: str | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        inrc2.read(inrc2_folder(tmp_path), instance)


def test_every_part_of_the_penalty_has_the_competitions_name(made: Department) -> None:
    cents = {one.id: 10**place for place, one in enumerate(made.policy)}
    parts = inrc2.inrc2_parts(cents)
    priced = sum(cents[one.id] for one in made.policy if one.level is Level.PRICED)
    assert sum(parts.values()) == priced
    assert parts["consecutive"] == sum(
        cents[name] for name in cents if name.startswith("same-shift-") or name == "consecutive-work"
    )
    assert list(parts) == [
        "assignments",
        "consecutive",
        "days_off",
        "preferences",
        "weekends_max",
        "complete_weekends",
        "optimal_cover",
    ]


def test_history_becomes_the_last_days_before_the_horizon(made: Department) -> None:
    tails = {
        tail.person: (
            made.horizon.day_of(tail.known_from),
            [(made.horizon.day_of(one.date), one.shift) for one in tail.assignments],
        )
        for tail in made.tails
    }
    assert HISTORY.splitlines()[4] == "Ann 0 0 Late 1 3 0"
    assert tails == {
        "Ann": (-4, [(-3, "Early"), (-2, "Early"), (-1, "Late")]),
        "Bo": (-3, [(-3, "Early")]),
        "Cy": (-3, [(-2, "Night"), (-1, "Night")]),
    }
