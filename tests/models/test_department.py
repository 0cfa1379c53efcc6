import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from fixtures.builders import cover, department, item, leave, need, person, pin, wish
from fixtures.tiny import tiny
from models.department import SCHEMA_VERSION, Department, read_department
from models.errors import FormatError, InputError, RadrosterError, UnknownReferenceError

PLACE = department(
    item("rest", minutes=600),
    people=(person("ann", holds=["RN"], home_area="CT"), person("bo")),
    coverage=(cover({range(7, 15): 1}),),
    shift_needs=(need("D@CT", 1),),
    wishes=(wish("ann", 0, shift="D"),),
    time_off=(leave("bo", 1),),
    pins=(pin("bo", 0, "D@CT"),),
    tails={"ann": "D N"},
)


Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> str:
    """The department's document after a change."""
    document = json.loads(PLACE.model_dump_json())
    change(document)
    return json.dumps(document)


@pytest.mark.parametrize("seed", range(20))
def test_a_department_is_written_and_read_without_any_change(seed: int) -> None:
    place = tiny(Random(seed))
    text = place.model_dump_json()
    again = read_department(text)
    assert again == place
    assert again.model_dump_json() == text
    assert read_department(place.model_dump_json(indent=2).encode()).model_dump_json() == text


def test_the_document_says_its_version_and_no_other_is_read() -> None:
    assert json.loads(PLACE.model_dump_json())["schema_version"] == SCHEMA_VERSION
    with pytest.raises(FormatError, match="schema_version"):
        read_department(changed(lambda doc: doc.update(schema_version=2)))


def test_nouns_are_found_by_their_ids() -> None:
    assert PLACE.person_by_id["bo"] is PLACE.staff[1]
    assert PLACE.shift_by_id["N"] is PLACE.shifts[2]
    assert PLACE.area_by_id["CT"] is PLACE.areas[0]
    assert PLACE.contract_by_id["full"] is PLACE.contracts[0]


BROKEN: dict[str, str | bytes] = {
    "empty": "",
    "cut short": '{"id": "x"',
    "words": "not json",
    "no text": b"\xff\xfe",
    "too deep": "[" * 100_000,
    "too many digits": "1" * 5000,
    "half a character": '"\\ud800"',
    "nothing": "null",
    "a list": "[]",
    "infinity": "1e999",
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_department_is_refused_with_the_files_name(what: str) -> None:
    with pytest.raises(FormatError, match=r"^night\.json: "):
        read_department(BROKEN[what], source="night.json")


def test_broken_json_is_named_by_its_line() -> None:
    with pytest.raises(FormatError, match=r"not valid JSON: .* line 2 column \d+.*Export it again"):
        read_department('{"id": "x",\n "horizon" }')


MISFITS: dict[str, Change] = {
    "shifts[0]: shift D ends at 06:00 before it starts": lambda doc: doc["shifts"][0].update(end="06:00"),
    "shifts[0].start: '7am' is not a clock time": lambda doc: doc["shifts"][0].update(start="7am"),
    "horizon.zone: unknown time zone 'Mars'": lambda doc: doc["horizon"].update(zone="Mars"),
    "staff[1].hourly_cents: Input should be a valid int": lambda doc: doc["staff"][1].update(hourly_cents="12"),
    "staff[1].wage: Extra inputs are not permitted": lambda doc: doc["staff"][1].update(wage=12),
    "staff[1].id: Field required": lambda doc: doc["staff"][1].pop("id"),
    "contracts[0].fte: ": lambda doc: doc["contracts"][0].update(fte=float("nan")),
}


@pytest.mark.parametrize("told", MISFITS)
def test_a_field_that_does_not_fit_is_named_by_its_place(told: str) -> None:
    with pytest.raises(FormatError) as error:
        read_department(changed(MISFITS[told]), source="night.json")
    assert told in str(error.value)


def test_many_mistakes_are_told_at_once_and_then_counted() -> None:
    with pytest.raises(FormatError, match=r"staff\[0\]\.id: .*; staff\[1\]\.id: .*; and 4 more\. "):
        read_department(changed(lambda doc: doc.update(staff=[{"nam": "x"}, {"nam": "y"}, {"nam": "z"}])))


DANGLING: dict[str, Change] = {
    "staff[0] ann.contract: unknown contract 'ful'. Maybe you meant full.": lambda doc: doc["staff"][0].update(
        contract="ful"
    ),
    "staff[0] ann.home_area: unknown area 'CR'. Maybe you meant CT.": lambda doc: doc["staff"][0].update(
        home_area="CR"
    ),
    "unknown credential 'MD'. Add it to the department's credential list": lambda doc: doc["staff"][0]["credentials"][
        0
    ].update(code="MD"),
    "areas[0] CT.shifts: unknown shift 'X9'": lambda doc: doc["areas"][0]["shifts"].append("X9"),
    "areas[0] CT.requires: unknown credential 'RRN'. Maybe you meant RN.": lambda doc: doc["areas"][0].update(
        requires={"has": "RRN"}
    ),
    "contracts[0] full.shifts: unknown shift 'X9'": lambda doc: doc["contracts"][0].update(shifts=["X9"]),
    "coverage[0].area: unknown area 'MR'": lambda doc: doc["coverage"][0].update(area="MR"),
    "shift_needs[0].shift: unknown shift 'L'": lambda doc: doc["shift_needs"][0].update(shift="L"),
    "time_off[0].person: unknown person 'bob'. Maybe you meant bo.": lambda doc: doc["time_off"][0].update(
        person="bob"
    ),
    "wishes[0].shift: unknown shift 'L'": lambda doc: doc["wishes"][0].update(shift="L"),
    "pins[0].shift: unknown shift 'L'": lambda doc: doc["pins"][0].update(shift="L"),
    "tails[0].assignments.area: unknown area 'MR'": lambda doc: doc["tails"][0]["assignments"][0].update(area="MR"),
    "policy[0] rest.scope: unknown person 'anne'. Maybe you meant ann.": lambda doc: doc["policy"][0]["scope"].update(
        people=["anne"]
    ),
    "staff: 'ann' is listed 2 times. Give each its own, or drop": lambda doc: doc["staff"].append(doc["staff"][0]),
    "tails: 'ann' is listed 2 times": lambda doc: doc["tails"].append(doc["tails"][0]),
    "coverage: 'CT on 2026-06-01' is listed 2 times": lambda doc: doc["coverage"].append(doc["coverage"][0]),
    "areas CT.shifts: 'D' is listed 2 times": lambda doc: doc["areas"][0]["shifts"].append("D"),
}


@pytest.mark.parametrize("told", DANGLING)
def test_an_id_that_leads_nowhere_is_named_with_the_nearest(told: str) -> None:
    with pytest.raises(UnknownReferenceError) as error:
        read_department(changed(DANGLING[told]))
    assert told in str(error.value)


def test_a_tail_is_a_year_at_most() -> None:
    with pytest.raises(InputError, match=r"tails\[0\] of ann: known from 0001-01-01, more than 371 days before"):
        read_department(changed(lambda doc: doc["tails"][0].update(known_from="0001-01-01")))


def test_an_error_carries_its_place_its_problem_and_its_advice() -> None:
    error = UnknownReferenceError.near("staff[0]", "contract", "ful", ["full", "part"])
    assert (error.place, error.problem) == ("staff[0]", "unknown contract 'ful'.")
    assert error.advice == "Maybe you meant full."
    assert isinstance(error, InputError)
    assert issubclass(InputError, RadrosterError)
    assert str(InputError("here", "wrong.")) == "here: wrong."


def test_a_department_without_people_or_policy_is_a_department() -> None:
    empty = Department(id="empty", horizon=PLACE.horizon, shifts=(), areas=(), contracts=(), staff=())
    assert read_department(empty.model_dump_json()) == empty
