"""What a history knows of its days, and that shorter ones cut from it know nothing more."""

import datetime as dt

import numpy as np
import pytest

from fixtures.series import MONDAY, WEEKDAYS, daily, history, means
from models.errors import InputError
from scheduler.forecast.history import LEAST_DAYS, History
from scheduler.forecast.holidays import Holidays


def test_a_history_of_too_few_known_days_is_refused() -> None:
    exams = np.full(LEAST_DAYS, 5.0)
    exams[0] = np.nan
    with pytest.raises(InputError, match="history of CT: 27 days of counts"):
        History.of(daily(exams), Holidays())


def test_the_end_is_the_first_day_to_forecast() -> None:
    assert history(np.ones(30)).end == MONDAY + dt.timedelta(days=30)


def test_a_shorter_history_has_the_first_days_and_forgets_the_rest() -> None:
    short = history(np.arange(60.0)).until(40)
    assert (short.days, short.counts[-1]) == (40, 39.0)


def test_weekdays_and_holidays_go_on_beyond_the_record() -> None:
    known = history(np.ones(350), place="US")
    assert known.weekdays(348, 352).tolist() == [5, 6, 0, 1]
    days = np.flatnonzero(known.is_holiday(0, 400))
    assert MONDAY + dt.timedelta(days=int(days[-1])) == dt.date(2022, 1, 17)


@pytest.mark.parametrize(
    ("weekdays", "closed"),
    [
        (WEEKDAYS, []),
        ((1, 1, 1, 1, 1, 0, 0), [5, 6]),
        ((0, 0, 0, 0, 0, 0, 0), []),
    ],
    ids=["open", "weekends", "nothing at all"],
)
def test_weekdays_without_exams_are_closed(weekdays: tuple[float, ...], closed: list[int]) -> None:
    assert np.flatnonzero(history(means(140, 20.0, weekdays)).closed).tolist() == closed


def test_a_weekday_that_closed_long_ago_only_is_open() -> None:
    exams = means(364, 20.0)
    exams[:182:7] = 0
    assert not history(exams).closed.any()


def test_rare_exams_are_no_reason_to_close() -> None:
    exams = np.zeros(182)
    exams[::30] = 1
    assert not history(exams).closed.any()


def test_open_only_makes_closed_weekdays_unknown() -> None:
    known = history(means(140, 20.0, (1, 1, 1, 1, 1, 0, 0))).open_only()
    assert np.isnan(known.counts.reshape(-1, 7)).all(axis=0).tolist() == [False] * 5 + [True] * 2


def test_what_is_recalled_is_made_once() -> None:
    known = history(np.ones(30))
    assert known.until(29).recall(("number",), lambda: 5) == 5
    assert known.recall(("number",), lambda: 6) == 5


def shut(first: int, last: int, level: float = 20.0) -> np.ndarray:
    exams = means(364, level)
    exams[first:last] = 0
    return exams


def test_a_long_stretch_without_exams_that_is_over_says_nothing() -> None:
    known = history(shut(100, 160))
    assert np.flatnonzero(known.shut_down).tolist() == list(range(100, 160))
    assert np.isnan(known.open_only().counts[100:160]).all()
    assert not np.isnan(known.open_only().counts[:100]).any()


@pytest.mark.parametrize(
    "exams",
    [shut(100, 120), shut(300, 364), shut(100, 160, level=0.3)],
    ids=["three weeks", "not over yet", "few exams anyway"],
)
def test_no_other_stretch_is_unknown(exams: np.ndarray) -> None:
    assert not history(exams).shut_down.any()


def test_a_history_that_ends_within_a_stretch_does_not_know_that_it_will_end() -> None:
    assert not history(shut(100, 160)).until(150).shut_down.any()
