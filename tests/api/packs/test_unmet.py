"""Items that a small department cannot keep are named with numbers before anything is solved."""

from pathlib import Path

import pytest

from api.demand.forecasts import DEPARTMENT
from api.packs.apply import apply
from api.packs.unmet import unmet
from fixtures.builders import item
from models.credentials import any_of, has
from models.department import Department
from models.rule_pack import PackItem
from tests.api.packs.clinic import ASSISTANT, TECHNOLOGIST, ask, clinic, holding, pack_of
from tests.api.running import Line

PLUS_ONE = ask(any_of("skill:MR L1", "skill:MR L2"), "MR", "MRA", beyond=True)
ANN, BO = holding("ann", *TECHNOLOGIST), holding("bo", *ASSISTANT)


def lacking(place: Department, one: PackItem) -> dict[str, str]:
    done = apply(place, pack_of(one))
    return unmet(done.department, done.applied)


def test_an_item_with_enough_people_is_not_named() -> None:
    assert lacking(clinic(ANN, BO), PLUS_ONE) == {}


def test_too_few_people_at_once_are_told_by_the_first_hour_and_in_all() -> None:
    (told,) = lacking(clinic(ANN, days=2), PLUS_ONE).values()
    assert told.startswith("Somebody is there on 2026-06-01 from 07:00: 2 asked for and 1 on staff who could be there")
    assert told.endswith("16 person-hours of that kind are missing in all")


def test_too_few_hours_in_all_are_told_with_both_numbers() -> None:
    limit = item("minutes", max=12 * 60)
    (told,) = lacking(clinic(ANN, BO, days=3, policy=(limit,)), ask(has("skill:MR L2"), "MR")).values()
    assert told == "24 person-hours asked for in MR; the 1 person who counts there can give 12 at most"


def test_the_command_names_them_with_a_way_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / DEPARTMENT).write_text(clinic(ANN).model_dump_json(), encoding="utf-8")
    ran = Line(capfd)("pack", "apply", tmp_path, "-o", tmp_path / "out")
    assert "  mr-plus-one: cannot be kept here, MR: one trained person more" in ran.out
    assert "leave items out by --without" in ran.out
    told = Line(capfd)("pack", "apply", tmp_path, "-o", tmp_path / "two", "--json").told
    assert sorted(told["unmet"]) == ["mr-all-scanners", "mr-plus-one"]
