"""What every noun owes: frozen, strict, closed, and the same bytes for the same value."""

import datetime as dt

import pytest
from pydantic import ValidationError

from fixtures.builders import department, person
from models.base import Noun
from models.calendar import Horizon
from models.department import Department
from models.errors import UnknownReferenceError
from models.policy import Scope
from models.shifts import ShiftType
from models.staff import Person


def test_a_noun_cannot_be_changed() -> None:
    ann = Person(id="ann", contract="full")
    with pytest.raises(ValidationError, match="frozen"):
        ann.name = "Ann"  # type: ignore[misc] # the point of the test


def test_a_noun_takes_no_unknown_field() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Person.model_validate({"id": "ann", "contract": "full", "wage": 3000})


@pytest.mark.parametrize("cents", ["3000", 3000.5, True, -1, 10**7])
def test_a_number_is_a_number_within_its_bounds(cents: object) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate({"id": "ann", "contract": "full", "hourly_cents": cents})


def test_sets_are_written_in_order() -> None:
    text = '{"tags":["b","a","c"],"weekdays":["sun","mon"]}'
    scope = Scope.model_validate_json(text)
    assert '"tags":["a","b","c"]' in scope.model_dump_json()
    assert '"weekdays":["mon","sun"]' in scope.model_dump_json()
    assert Scope.model_validate_json(scope.model_dump_json()) == scope


def test_a_changed_copy_forgets_what_the_original_derived() -> None:
    place = department(people=("ann", "bo"))
    assert set(place.person_by_id) == {"ann", "bo"}
    alone = place.model_copy(update={"staff": place.staff[:1]})
    assert set(alone.person_by_id) == {"ann"}
    later = place.horizon.model_copy(update={"start": dt.date(2026, 7, 1)})
    assert later.origin == dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
    assert set(place.model_copy(deep=True).person_by_id) == {"ann", "bo"}


@pytest.mark.parametrize("noun", [Department, Horizon, ShiftType, Person, Scope])
def test_every_field_is_in_the_schema(noun: type[Noun]) -> None:
    schema = noun.model_json_schema()
    assert set(schema["properties"]) == set(noun.model_fields)
    assert schema["additionalProperties"] is False


def test_a_revised_noun_is_checked_as_a_whole_and_forgets_what_was_derived() -> None:
    before = department(people=("ann",))
    assert set(before.person_by_id) == {"ann"}
    after = before.revised(staff=(person("bo"),))
    assert set(after.person_by_id) == {"bo"}
    with pytest.raises(UnknownReferenceError, match="unknown contract 'none'"):
        before.revised(staff=(person("bo", contract="none"),))
