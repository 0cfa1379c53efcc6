"""Whatever a document says, it is read and modelled, or refused as the caller's mistake; nothing else comes out."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import hypothesis
from hypothesis import strategies as st

from fixtures.tiny import tiny
from models.department import read_department
from models.errors import InputError
from scheduler.case import Case
from scheduler.roster_model import RosterModel
from scheduler.verify import verify
from scheduler.window import Window
from tests.scheduler.trying import thorough

NUMBERS = (-1, 0, 1, 2, 7, 371, 1440, 10**4, 10**6, 10**8, 10**18, 10**30, -(10**18))
DATES = ("0001-01-01", "9999-12-31", "1900-01-01", "2300-01-01", "2026-05-30", "2026-06-02")
CLOCKS = ("00:00", "02:30", "12:00", "24:00")
ANYTHING: tuple[object, ...] = (None, True, [], {}, "", "x", 0.5, 1e308, *NUMBERS, *DATES)
Step = str | int


def leaves(document: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Any]]:  # noqa: ANN401 - JSON
    """Path and value of everything in a document."""
    if path:
        yield path, document
    steps = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for step, inside in steps:
        yield from leaves(inside, (*path, step))


def another(draw: Random, value: object, words: list[str]) -> object:
    """Something else, of the same kind more often than not."""
    if draw.random() < 0.2 or not isinstance(value, str | int) or isinstance(value, bool):
        return draw.choice(ANYTHING)
    if isinstance(value, int):
        return draw.choice(NUMBERS)
    return draw.choice(DATES if value[4:5] == "-" else CLOCKS if value[2:3] == ":" else words)


def spoil(draw: Random, document: Any) -> None:  # noqa: ANN401 - JSON
    found = list(leaves(document))
    path, value = draw.choice(found)
    inside = document
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = another(draw, value, [word for _, word in found if isinstance(word, str)])


def test_a_spoiled_document_is_understood_or_refused() -> None:
    understood = 0
    told: list[str] = []

    @thorough(few=150, many=5000)
    @hypothesis.given(seed=st.integers(0, 2**32 - 1))
    def read(seed: int) -> None:
        nonlocal understood
        draw = Random(seed)
        document = json.loads(tiny(draw).model_dump_json())
        spoil(draw, document)
        try:
            place = read_department(json.dumps(document))
            case = Case.of(place)
        except InputError as error:
            told.append(str(error))
            return
        understood += 1
        model = RosterModel(case, Window.whole(case.problem))
        assert not model.to_cp_sat(hole_weight=case.hole_weight).validate()
        assert verify(place, case.problem.roster_of(case.problem.start_grid)).cost >= 0

    read()
    assert min(understood, len(told)) > 10
    assert all(": " in message and message.endswith(".") for message in told), told
