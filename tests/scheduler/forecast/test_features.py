"""Features: the same however long the history, and marks where holidays are."""

import datetime as dt

import numpy as np

from fixtures.series import MONDAY, history
from scheduler.forecast.features import features

CHRISTMAS = (dt.date(2021, 12, 24) - MONDAY).days  # observed: the 25th was a Saturday


def test_a_shorter_history_has_the_same_features_of_the_same_days() -> None:
    known = history(np.ones(400), place="US")
    long, short = features(known, 28), features(known.until(300), 28)
    assert np.array_equal(long.table[:328], short.table)


def test_every_day_has_one_weekday() -> None:
    table = features(history(np.ones(60)), 10).table
    assert table[:, 1:8].sum(axis=1).tolist() == [1.0] * 70
    assert table[:7, 1:8].tolist() == np.eye(7).tolist()


def test_a_holiday_marks_itself_and_the_working_days_beside_it() -> None:
    table = features(history(np.ones(400), place="US"), 28).table
    plain = features(history(np.ones(400)), 28).table.shape[1]
    marked = np.flatnonzero(table[:, plain - 4 :].sum(axis=1)).tolist()
    around = [day for day in marked if abs(day - CHRISTMAS) < 4]
    assert around == [CHRISTMAS - 1, CHRISTMAS, CHRISTMAS + 1]


def test_slow_features_are_trend_and_season() -> None:
    made = features(history(np.ones(400), place="US"), 28)
    slow = made.table[:, made.slow]
    assert slow.shape[1] == 7 + 12
    assert np.abs(np.diff(slow[:, :7], axis=0)).max() < 0.07


def test_every_day_has_one_month() -> None:
    table = features(history(np.ones(400)), 28).table
    months = table[:, 15:27]
    assert months.sum(axis=1).tolist() == [1.0] * 428
    assert months[:28].argmax(axis=1).tolist() == [0] * 28  # the history starts on 4 January
    assert months[28].argmax() == 1
