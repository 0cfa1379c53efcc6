"""Every rule family and every term keeps the contract; one that is not written yet will have to."""

import inspect
from importlib.util import find_spec

import pytest

from fixtures.examples import Kind, examples_of
from models.policy import Level
from scheduler.family import Term
from scheduler.rulebook import families
from tests.scheduler.contract import (
    Play,
    check_agreement,
    check_named,
    check_reader,
    check_switched_off,
    check_windows,
    plays,
)

PLAYS = [
    play for family in families() if find_spec(f"fixtures.examples.{family}") is not None for play in plays(family)
]
every_family = pytest.mark.parametrize("family", families())
every_play = pytest.mark.parametrize("play", PLAYS, ids=str)


@every_family
def test_a_family_has_examples_that_keep_it_break_it_and_stand_on_its_edge(family: str) -> None:
    assert find_spec(f"fixtures.examples.{family}"), f"{family} has no examples. Write fixtures/examples/{family}.py"
    names = [example.name for example in examples_of(family)]
    assert len(names) == len(set(names)), f"two examples of {family} have the same name"
    assert {example.kind for example in examples_of(family)} == set(Kind)


@every_family
def test_examples_of_a_kind_are_of_that_kind(family: str) -> None:
    for example in examples_of(family):
        missed = any(example.units.values()) or any(example.cents.values())
        is_term = isinstance(families()[family], Term)
        assert is_term or missed == (example.kind is Kind.BAD), f"{family}: {example.name}"


@every_family
def test_a_family_says_what_it_is(family: str) -> None:
    found = families()[family]
    told = inspect.getdoc(inspect.getmodule(type(found)))
    assert told is not None
    assert told.split("\n")[0].endswith("."), f"{family}: the first line is not the rule as a manager would say it"
    assert type(found).__doc__, f"{family} has no docstring"
    assert found.unit
    assert found.levels <= frozenset(Level)
    assert found.levels
    assert found.limits.model_json_schema()["type"] == "object"


@every_play
def test_the_checker_says_what_the_example_expects(play: Play) -> None:
    check_reader(play)


@every_play
def test_solver_and_checker_agree_to_the_cent(play: Play) -> None:
    check_agreement(play)


@pytest.mark.parametrize("play", [play for play in PLAYS if play.level is not Level.HARD], ids=str)
def test_a_window_prices_what_changes_inside_it(play: Play) -> None:
    check_windows(play)


@pytest.mark.parametrize("play", {(play.family, play.example.name): play for play in PLAYS}.values(), ids=str)
def test_an_item_can_be_switched_off(play: Play) -> None:
    check_switched_off(play)


@pytest.mark.parametrize("play", [play for play in PLAYS if play.level is Level.HARD], ids=str)
def test_a_hard_item_is_named_when_it_makes_a_roster_impossible(play: Play) -> None:
    check_named(play)
