import datetime as dt

import pytest
from pydantic import ValidationError

from models.contrast import Presence, Role, Supervision, contrast_hours, supervises

DATE = dt.date(2026, 6, 1)
EVERY_HOUR = (1,) * 24


def window(first: float, last: float, *, date: dt.date = DATE, **more: object) -> Supervision:
    midnight = dt.datetime.combine(date, dt.time())
    start, end = (midnight + dt.timedelta(hours=hour) for hour in (first, last))
    return Supervision.model_validate({"areas": ("CT",), "start": start, "end": end, **more})


def hours(*supervision: Supervision, responders: tuple[int, ...] = EVERY_HOUR) -> list[int]:
    given = contrast_hours(DATE, supervision, responders)
    return [hour for hour in range(24) if given[hour]]


@pytest.mark.parametrize(
    ("presence", "enough"), [(Presence.ON_SITE, True), (Presence.VIDEO, True), (Presence.AUDIO, False)]
)
def test_audio_and_video_supervise_contrast_and_audio_alone_never_does(presence: Presence, *, enough: bool) -> None:
    assert hours(window(8, 12, presence=presence)) == ([8, 9, 10, 11] if enough else [])


def test_video_is_enough_for_good_from_2026_on() -> None:
    for date, enough in ((dt.date(2025, 12, 31), False), (dt.date(2026, 1, 1), True)):
        assert supervises(window(8, 9, date=date, presence=Presence.VIDEO)) is enough


def test_without_a_supervisor_or_a_responder_the_hour_gives_no_contrast() -> None:
    away = tuple(0 if hour == 9 else 2 for hour in range(24))
    assert hours(window(8, 11), responders=away) == [8, 10]
    assert hours() == []


def test_an_hour_is_supervised_when_it_is_from_its_first_to_its_last_minute() -> None:
    assert hours(window(8.5, 11.5)) == [9, 10]
    assert hours(window(8, 9.5), window(9.5, 11)) == [8, 9, 10], "one after another"
    assert hours(window(8, 9.25), window(9.5, 11)) == [8, 10], "a gap of a quarter of an hour"


def test_a_window_may_begin_on_the_day_before() -> None:
    assert hours(window(-4, 2)) == [0, 1]


def test_an_independent_facility_asks_for_a_physician() -> None:
    practitioner = window(8, 9, role=Role.ADVANCED_PRACTICE)
    assert supervises(practitioner)
    assert not supervises(practitioner, independent=True)
    assert supervises(window(8, 9), independent=True)


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="Maybe it ends on the next day"):
        window(9, 8)
