"""What every forecaster promises; a new one is found and held to it without a line here."""

import numpy as np
import pytest

from fixtures.series import counts, history, means
from models.errors import InputError
from scheduler.forecast.forecasters.base import Forecaster, ask
from scheduler.forecast.forecasters.discovery import DEFAULT, forecaster_named, found
from scheduler.forecast.history import LEAST_DAYS, History
from scheduler.forecast.volumes import Floats

AHEAD = 35
every = pytest.mark.parametrize("forecaster", found().values(), ids=found())


def fresh(exams: Floats, place: str = "US") -> History:
    return history(exams, place=place)


def test_the_packages_own_forecasters_are_found_by_themselves() -> None:
    expected = {
        "seasonal_naive",
        "yearly_naive",
        "weekday_level",
        "yearly_level",
        "glm",
        "additive",
        "ensemble",
        "structural",
    }
    assert expected <= set(found())
    assert forecaster_named().name == DEFAULT


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="seasonal_naive"):
        forecaster_named("crystal_ball")


@every
@pytest.mark.parametrize("days", [LEAST_DAYS, 60, 200, 500, 900])
def test_it_forecasts_from_any_length(forecaster: Forecaster, days: int) -> None:
    made = ask(forecaster, fresh(counts(means(days), seed=days)), AHEAD)
    assert made.shape == (AHEAD,)
    assert (made >= 0).all()
    assert 0.4 * 100 < made.mean() < 2.5 * 100


@every
def test_it_says_the_same_twice(forecaster: Forecaster) -> None:
    exams = counts(means(500), seed=1)
    assert np.array_equal(ask(forecaster, fresh(exams), AHEAD), ask(forecaster, fresh(exams), AHEAD))


@every
def test_what_came_later_changes_nothing(forecaster: Forecaster) -> None:
    exams = counts(means(560), seed=2)
    other = exams.copy()
    other[500:] = 0
    cut = ask(forecaster, fresh(exams).until(500), AHEAD)
    assert np.array_equal(cut, ask(forecaster, fresh(other).until(500), AHEAD))
    assert cut == pytest.approx(ask(forecaster, fresh(exams[:500]), AHEAD))


@every
def test_a_series_without_noise_goes_on_as_it_was(forecaster: Forecaster) -> None:
    exams = means(800, 100.0)
    assert ask(forecaster, fresh(exams, place=""), 28) == pytest.approx(means(828)[800:], rel=0.02)


@every
def test_closed_weekdays_stay_closed(forecaster: Forecaster) -> None:
    exams = counts(means(420, 30.0, (1, 1, 1, 1, 1, 0, 0)), seed=3)
    made = ask(forecaster, fresh(exams), 28).reshape(4, 7)
    assert (made[:, 5:] == 0).all()
    assert made[:, :5].min() > 15


@every
def test_nothing_at_all_stays_nothing(forecaster: Forecaster) -> None:
    assert ask(forecaster, fresh(np.zeros(420)), AHEAD) == pytest.approx(np.zeros(AHEAD), abs=0.01)


@every
def test_gaps_in_the_record_do_little_harm(forecaster: Forecaster) -> None:
    exams = counts(means(800), seed=4)
    gapped = exams.copy()
    gapped[np.random.default_rng(5).choice(760, 60, replace=False)] = np.nan
    gapped[300:314] = np.nan
    made, whole = ask(forecaster, fresh(gapped), 28), ask(forecaster, fresh(exams), 28)
    assert np.abs(made - whole).mean() < 12


@every
def test_a_record_that_ends_in_a_gap_is_forecast_across_it(forecaster: Forecaster) -> None:
    exams = counts(means(420), seed=6)
    exams[-9:] = np.nan
    assert ask(forecaster, fresh(exams), 28).mean() == pytest.approx(85, rel=0.15)


@every
def test_a_horizon_of_more_than_a_year_is_no_problem(forecaster: Forecaster) -> None:
    made = ask(forecaster, fresh(counts(means(800), seed=7)), 400)
    assert made.shape == (400,)
    assert np.isfinite(made).all()


@every
def test_rare_exams_are_forecast_as_rare(forecaster: Forecaster) -> None:
    exams = counts(np.full(420, 0.1), seed=8)
    assert 0 <= ask(forecaster, fresh(exams), 28).mean() < 0.5
