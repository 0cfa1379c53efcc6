"""What the commands ``forecast`` and ``forecast backtest`` do: read files, hand them to the engine, give its answer."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from api.demand.interventions import read_interventions, refuse_unknown
from api.demand.staffing_rules import staffing_rules
from api.exchange import native
from api.exchange.atomic import write_whole
from api.exchange.bookings import read_bookings
from api.exchange.columns import Columns
from api.exchange.volumes import read_volumes
from api.quality.demand import interventions_beside
from models.demand import Area
from models.department import Department
from models.errors import InputError
from scheduler.forecast.backtest import Backtest, Trial, backtest
from scheduler.forecast.coverage import Options, forecast
from scheduler.forecast.forecasters.discovery import DEFAULT, forecaster_named
from scheduler.forecast.interventions import Intervention
from scheduler.forecast.prediction import Forecast
from scheduler.forecast.volumes import Volumes

DEPARTMENT: Final = "department.json"
VOLUMES: Final = ("volumes.csv", "volumes.csv.gz", "volumes.parquet", "volumes.xlsx", "volumes.hl7")
"""Names under which a department's folder may hold its volumes, the first that is there."""
BOOKINGS: Final = ("bookings.csv", "bookings.csv.gz", "bookings.parquet", "bookings.xlsx")
"""The same for slots that are booked in the horizon."""


class BacktestReport(Backtest):
    """A backtest and the file it is of; ``model_dump_json`` is the report."""

    file: str
    columns: Columns
    """Columns that were read, guessed where none was named."""
    rows: int
    left_out: dict[str, int]
    """Rows left out, by reason."""
    refused: tuple[str, ...]
    """Rows that make no sense: where each stands and what is wrong with it."""


def backtest_file(
    path: Path,
    columns: Mapping[str, str] | None = None,
    *,
    holidays: str | None = None,
    forecasters: Sequence[str] = (),
    strict: bool = True,
) -> BacktestReport:
    """The report of `backtest_trial`."""
    report, _ = backtest_trial(path, columns, holidays=holidays, forecasters=forecasters, strict=strict)
    return report


def backtest_trial(
    path: Path,
    columns: Mapping[str, str] | None = None,
    *,
    holidays: str | None = None,
    forecasters: Sequence[str] = (),
    strict: bool = True,
    left_out: Path | None = None,
) -> tuple[BacktestReport, Trial]:
    """Score every forecaster (or those named) on the last year of a file of counts or orders; say what was tested on.

    `columns` names columns that should not be guessed; `holidays` a calendar such as US, nothing for none, guessed
    when absent. Rows that do not count are written to `left_out`, one by one, as CSV. Raises `FormatError` for a file
    that cannot be read, `InputError` for too short a history.
    """
    read = read_volumes(path, columns, strict=strict)
    if left_out is not None:
        write_whole(left_out, read.not_counted().write_csv().encode())
    trial = Trial.of(read.volumes.whole_days().daily(), holidays)
    result = backtest(trial, [forecaster_named(name) for name in forecasters] or None)
    numbers = {**read.left_out, "refused": len(read.refused)} if read.refused else dict(read.left_out)
    report = BacktestReport(
        **dict(result),
        file=path.name,
        columns=read.columns,
        rows=read.rows,
        left_out=numbers,
        refused=tuple(map(str, read.refused)),
    )
    return report, trial


def forecast_department(
    department: Path | Department,
    volumes: Path | Volumes | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    forecaster: str = DEFAULT,
    holidays: str | None = None,
    booked: Path | Volumes | None = None,
    interventions: Sequence[Intervention] = (),
    strict: bool = True,
) -> Forecast:
    """Forecast a department's horizon from its volumes: those given, or the file that lies in its folder.

    Where the department has coverage, its minimums and its closed hours stand. `columns`, `holidays` and `strict` are
    those of `backtest_file`, `booked` and `interventions` those of `Options`, to which are added what lies in the
    folder as ``bookings.csv``, ``interventions.json`` and ``equipment.json``. Raises `FormatError` for a file that
    cannot be read, `InputError` when no area has both volumes and a staffing rule, or an intervention names no area.
    """
    known, folder = _department(department)
    changes = (*read_interventions(folder), *interventions_beside(known, folder), *interventions)
    refuse_unknown(changes, known)
    history = _named_alike(_volumes(volumes, folder, columns, zone=known.horizon.zone, strict=strict), known)
    on_record = {key.area for key in history.keys}
    rules = [rule for rule in staffing_rules(known, folder) if rule.area in on_record]
    if not rules:
        problem = f"no area has both a staffing rule and volumes; on record are {', '.join(sorted(on_record))}."
        raise InputError(f"department {known.id}", problem, "Give areas the names used there, or their modality.")
    options = Options(
        forecaster=forecaster,
        holidays=holidays,
        standing=known.coverage,
        booked=_booked(booked, folder, known),
        interventions=changes,
    )
    return forecast(history, known.horizon, rules, options)


def with_coverage(department: Department, made: Forecast) -> Department:
    """The department with the coverage of a forecast; areas that were not forecast keep theirs."""
    forecast_areas = {area.area for area in made.areas}
    kept = tuple(day for day in department.coverage if day.area not in forecast_areas)
    return department.model_copy(update={"coverage": kept + made.coverage})


def _department(given: Path | Department) -> tuple[Department, Path | None]:
    """The department, and the folder that it was read from."""
    if isinstance(given, Department):
        return given, None
    file = given / DEPARTMENT if given.is_dir() else given
    return native.read(file), file.parent


def _beside(folder: Path | None, names: Sequence[str]) -> Path | None:
    """The first file of these names that lies in the folder."""
    paths = (folder / name for name in names if folder is not None)
    return next((path for path in paths if path.exists()), None)


def _booked(given: Path | Volumes | None, folder: Path | None, known: Department) -> Volumes | None:
    if not isinstance(given, Volumes):
        path = given or _beside(folder, BOOKINGS)
        if path is None:
            return None
        given = read_bookings(path, zone=known.horizon.zone).volumes
    return _named_alike(given, known)


def _volumes(
    given: Path | Volumes | None,
    folder: Path | None,
    columns: Mapping[str, str] | None,
    *,
    zone: str,
    strict: bool,
) -> Volumes:
    if isinstance(given, Volumes):
        return given
    path = given or _beside(folder, VOLUMES)
    if path is None:
        raise InputError(
            str(folder or "volumes"), f"there is no {VOLUMES[0]}.", "Name the file that holds the volumes."
        )
    return read_volumes(path, columns, zone=zone, strict=strict).volumes


def _named_alike(history: Volumes, department: Department) -> Volumes:
    """Volumes under the ids of the department's areas, where a name or a modality tells which is meant."""
    known = {name: _area(name, department.areas) for name in {key.area for key in history.keys}}
    renamed = pl.col("area").replace({name: area.id for name, area in known.items() if area is not None})
    return Volumes.of(history.table.with_columns(renamed))


def _area(name: str, areas: Sequence[Area]) -> Area | None:
    """The area of that id or name, or the only one of that modality."""
    alike = [area for area in areas if name.casefold() in {area.id.casefold(), area.name.casefold()}]
    same = [area for area in areas if area.modality.casefold() == name.casefold()]
    return alike[0] if alike else same[0] if len(same) == 1 else None
