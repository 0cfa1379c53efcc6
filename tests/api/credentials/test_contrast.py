import datetime as dt
import json
from pathlib import Path

import pytest

from api.credentials.contrast import Closed, closed_hours, read_supervision
from fixtures.builders import MONDAY, cover, roster
from models.contrast import Presence, Supervision
from models.credentials import Credential
from models.department import Department
from models.errors import FormatError, UnknownReferenceError
from tests.api.packs.clinic import clinic, holding, room

RESPONDER = ("ARRT(CT)", "BLS", "skill:contrast")


def place(*held: str | Credential) -> Department:
    """Ann, who may hold what a responder does, and bo, who does not; CT wants people from 07 to 23."""
    people = (holding("ann", *held), holding("bo", "ARRT(CT)"))
    return clinic(*people, areas=(room("CT"),), coverage=(cover({range(7, 23): 1}, where="CT"),))


def supervision(first: int, last: int, presence: Presence = Presence.ON_SITE) -> Supervision:
    midnight = dt.datetime.combine(MONDAY, dt.time())
    start, end = (midnight + dt.timedelta(hours=hour) for hour in (first, last))
    return Supervision(areas=("CT",), start=start, end=end, presence=presence)


def closed(given: Department, lines: dict[str, str], *listed: Supervision) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, one.reason) for one in closed_hours(given, roster(given, lines), listed)]


def test_an_hour_without_a_supervisor_or_a_responder_gives_no_contrast() -> None:
    lines = {"ann": "D@CT", "bo": "E@CT"}
    assert closed(place(*RESPONDER), lines, supervision(8, 16)) == [
        (7, 8, "no supervisor"),
        (15, 16, "nobody who can answer a reaction"),
        (16, 23, "no supervisor and nobody who can answer a reaction"),
    ]


@pytest.mark.parametrize(("presence", "hours"), [(Presence.VIDEO, []), (Presence.AUDIO, [(7, 15, "no supervisor")])])
def test_video_is_enough_and_audio_alone_is_not(presence: Presence, hours: list[tuple[int, int, str]]) -> None:
    found = closed(place(*RESPONDER), {"ann": "D@CT"}, supervision(7, 15, presence))
    assert found[:-1] == hours


def test_a_responder_counts_to_the_end_of_the_day_on_which_the_card_lapses() -> None:
    held = ("ARRT(CT)", "skill:contrast", Credential(code="BLS", valid_to=MONDAY))
    assert closed(place(*held), {"ann": "D@CT"}, supervision(0, 15))[0][:2] == (15, 23)
    lapsed = ("ARRT(CT)", "skill:contrast", Credential(code="BLS", valid_to=MONDAY - dt.timedelta(days=1)))
    assert closed(place(*lapsed), {"ann": "D@CT"}, supervision(0, 24)) == [(7, 23, "nobody who can answer a reaction")]


def test_areas_without_a_word_of_supervision_and_closed_hours_are_not_told() -> None:
    given = place(*RESPONDER)
    assert closed_hours(given, roster(given, {}), []) == ()
    found = closed_hours(given, roster(given, {"ann": "D@CT"}), [supervision(0, 15)])
    assert found == (
        Closed(
            area="CT", date=MONDAY, start=15, end=23, reason="no supervisor and nobody who can answer a reaction"
        ),
    )  # fmt: skip


def test_supervision_is_read_and_a_stranger_refused(tmp_path: Path) -> None:
    path = tmp_path / "supervision.json"
    row = {"areas": ["CT"], "start": "2026-06-01T08:00", "end": "2026-06-01T16:00", "presence": "video"}
    path.write_text(json.dumps([row]), encoding="utf-8")
    assert read_supervision(path, place()) == (supervision(8, 16, Presence.VIDEO),)
    path.write_text(json.dumps([{**row, "areas": ["CTT"]}]), encoding="utf-8")
    with pytest.raises(UnknownReferenceError, match=r"unknown area 'CTT'\. Maybe you meant CT"):
        read_supervision(path, place())
    path.write_text(json.dumps([{**row, "presence": "telegraph"}]), encoding="utf-8")
    with pytest.raises(FormatError, match="is no list of supervisions"):
        read_supervision(path, place())
