"""Team items on a small clinic: who counts, where and when."""

import datetime as dt

from api.packs.apply import apply
from api.packs.library import pack_named
from api.packs.team_rules import team_requirements
from fixtures.builders import EIGHT_HOURS, MONDAY, area, cover, roster, shift
from models.credentials import Credential, any_of, has
from models.demand import TeamRequirement
from models.department import Department
from models.rule_pack import Hours, PackItem, TeamAsk
from models.shifts import ShiftKind
from scheduler.verify import verify
from tests.api.packs.clinic import ASSISTANT, MR_OPEN, TECHNOLOGIST, ask, clinic, holding, pack_of, room

L1 = any_of("skill:MR L1", "skill:MR L2")
PLUS_ONE = ask(L1, "MR", "MRA", beyond=True)
TWO_TECHS = (holding("ann", *TECHNOLOGIST), holding("ben", *TECHNOLOGIST))
AIDES = (holding("bo", *ASSISTANT), holding("cy", *ASSISTANT))


def holes(place: Department, lines: dict[str, str], *items: PackItem) -> int:
    done = apply(place, pack_of(*items)).department
    return verify(done, roster(done, lines)).holes


def asked(place: Department, item: PackItem) -> list[TeamRequirement]:
    assert isinstance(item.rule, TeamAsk)
    return team_requirements(place, item, item.rule)


def test_one_technologist_alone_is_never_two_people() -> None:
    assert holes(clinic(*TWO_TECHS, *AIDES), {"ann": "D@MR"}, PLUS_ONE) == 8 * 60
    assert holes(clinic(*TWO_TECHS, *AIDES), {"ann": "D@MR", "ben": "D@MR"}, PLUS_ONE) == 0


def test_an_aide_of_level_1_is_the_one_more() -> None:
    assert holes(clinic(*TWO_TECHS, *AIDES), {"ann": "D@MR", "bo": "D@MRA"}, PLUS_ONE) == 0


def test_aides_do_not_scan_however_many_there_are() -> None:
    scanning = ask(has("skill:MR L2"), "MR")
    lines = {"bo": "D@MRA", "cy": "D@MRA"}
    assert holes(clinic(*TWO_TECHS, *AIDES), lines, PLUS_ONE) == 0
    assert holes(clinic(*TWO_TECHS, *AIDES), lines, scanning) == 8 * 60


def test_somebody_whose_training_lapses_is_the_one_more_to_the_end_of_that_day() -> None:
    lapsing = holding("bo", Credential(code="skill:MR L1", valid_to=MONDAY))
    place = clinic(TWO_TECHS[0], lapsing, days=2)
    assert holes(place, {"ann": "D@MR D@MR", "bo": "D@MRA D@MRA"}, PLUS_ONE) == 8 * 60


def test_an_mr_safety_officer_may_be_on_call_or_at_work() -> None:
    officer = (holding("ann", *TECHNOLOGIST, "skill:MRSO"), holding("ben", *TECHNOLOGIST))
    areas = (room("MR"), room("MRA"), area("MRSO", shift("C", "06:00-22:00", kind=ShiftKind.CALL)))
    safe = next(item for item in pack_named("imaging").items if item.id == "mr-safety-officer")
    place = clinic(
        *officer, areas=(*areas[:2], areas[2].model_copy(update={"modality": "MRSO"})),
        shifts=(*EIGHT_HOURS, shift("C", "06:00-22:00", kind=ShiftKind.CALL)),
    )  # fmt: skip
    assert holes(place, {"ben": "D@MR"}, safe) == 8 * 60
    assert holes(place, {"ben": "D@MR", "ann": "C@MRSO"}, safe) == 0
    assert holes(place, {"ann": "D@MR"}, safe) == 0


def test_each_location_needs_its_own() -> None:
    areas = tuple(room(mod, key=f"{mod}-{site}", location=site) for site in "AB" for mod in ("MR", "MRA"))
    coverage = tuple(cover(MR_OPEN, where=f"MR-{site}") for site in "AB")
    place = clinic(*TWO_TECHS, *AIDES, areas=areas, coverage=coverage)
    together = {"ann": "D@MR-A", "ben": "D@MR-B", "bo": "D@MRA-A", "cy": "D@MRA-A"}
    assert holes(place, together, PLUS_ONE) == 8 * 60
    assert holes(place, together | {"cy": "D@MRA-B"}, PLUS_ONE) == 0


def test_hours_and_dates_follow_the_curve_of_each_date() -> None:
    later = cover({range(9, 12): 1, range(12, 15): 2}, day=1, where="MR")
    place = clinic(*TWO_TECHS, days=2, coverage=(cover(MR_OPEN, where="MR"), later))
    tuesday = MONDAY + dt.timedelta(days=1)
    told = [(one.start // 60, one.end // 60, one.count, one.dates) for one in asked(place, PLUS_ONE)]
    assert told == [(7, 15, 2, (MONDAY,)), (9, 12, 2, (tuesday,)), (12, 15, 3, (tuesday,))]


def test_no_more_are_asked_for_than_the_curve_does_unless_it_is_always() -> None:
    place = clinic(*TWO_TECHS)
    assert [one.count for one in asked(place, ask(L1, "MR", count=3))] == [1]
    (always,) = asked(place, ask(L1, "MR", count=2, hours=Hours.ALWAYS))
    assert (always.start, always.end, always.count) == (0, 1440, 2)


def test_the_opening_is_the_first_hour_that_somebody_is_asked_for() -> None:
    (opening,) = asked(clinic(*TWO_TECHS), ask(L1, "MR", hours=Hours.OPENING))
    assert (opening.start, opening.end) == (420, 480)


def test_a_window_and_workdays_narrow_it() -> None:
    place = clinic(*TWO_TECHS, days=7, calendar={"holidays": (MONDAY,)})
    (found,) = asked(place, ask(L1, "MR", start=9 * 60, end=11 * 60, workdays=True))
    assert (found.start, found.end) == (540, 660)
    assert found.dates == tuple(MONDAY + dt.timedelta(days=day) for day in range(1, 5))


def test_without_a_curve_nobody_is_asked_for_and_that_is_told() -> None:
    done = apply(clinic(*TWO_TECHS, coverage=()), pack_of(PLUS_ONE))
    assert done.idle == {"ask": "the curve asks for nobody in these hours"}
