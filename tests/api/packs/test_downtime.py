from api.demand.interventions import typed
from api.packs.apply import apply
from api.packs.downtime import lowered
from fixtures.builders import MONDAY, cover, roster
from models.credentials import any_of
from scheduler.verify import verify
from tests.api.packs.clinic import ASSISTANT, TECHNOLOGIST, ask, clinic, holding, pack_of

TWO_SCANNERS = (cover({range(7, 15): 2}, where="MR"),)


def test_a_machine_that_stands_still_takes_one_person_off_in_its_whole_hours() -> None:
    place = clinic(holding("ann"), coverage=TWO_SCANNERS)
    (row,) = lowered(place, typed([f"MR {MONDAY}T08:30..{MONDAY}T11:00"], downtime=True)).coverage
    assert row.minimum[7:12] == (2, 2, 1, 1, 2), "the half hour before nine still has both"
    assert row.target == row.minimum


def test_two_machines_take_two_off_and_nobody_is_less_than_nobody() -> None:
    place = clinic(holding("ann"))
    (row,) = lowered(place, typed([f"MR {MONDAY}..{MONDAY}"] * 2, downtime=True)).coverage
    assert row.minimum == (0,) * 24


def test_other_areas_and_days_keep_what_they_ask_for() -> None:
    place = clinic(holding("ann"), days=2)
    changed = lowered(place, typed([f"MRA {MONDAY}..{MONDAY}", f"MR {MONDAY}..{MONDAY}"], downtime=True))
    assert changed.coverage[1] == place.coverage[1]


def test_with_a_scanner_down_the_one_more_than_scanners_falls_too() -> None:
    plus_one = ask(any_of("skill:MR L1", "skill:MR L2"), "MR", "MRA", beyond=True)
    people = (holding("ann", *TECHNOLOGIST), holding("bo", *ASSISTANT))
    place = clinic(*people, coverage=TWO_SCANNERS)
    rota = {"ann": "D@MR", "bo": "D@MRA"}
    whole = apply(place, pack_of(plus_one)).department
    assert verify(whole, roster(whole, rota)).holes == 8 * 60
    down = apply(lowered(place, typed([f"MR {MONDAY}..{MONDAY}"], downtime=True)), pack_of(plus_one)).department
    assert verify(down, roster(down, rota)).holes == 0
