"""Counts laid out in the ways that spreadsheets, BI tools and other countries write them: read rightly, or refused."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from api.exchange.volumes import VolumesRead, read_volumes
from models.errors import FormatError

START = dt.date(2023, 1, 2)
DAYS = [START + dt.timedelta(days=day) for day in range(150)]
CT = np.random.default_rng(7).poisson(np.resize([110, 100, 98, 97, 95, 45, 40], len(DAYS))).tolist()
MR = np.random.default_rng(8).poisson(np.resize([40, 38, 36, 36, 35, 9, 8], len(DAYS))).tolist()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - whatever the machine's language


def read(folder: Path, text: str | bytes) -> VolumesRead:
    path = folder / "export"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_volumes(path)


def daily(made: VolumesRead) -> dict[str, list[float]]:
    assert (made.volumes.first, made.volumes.last) == (DAYS[0], DAYS[-1])
    return {str(one.key): one.counts.tolist() for one in made.volumes.daily()}


def lines(date: Callable[[dt.date], str], *, head: str = "Date,Exams", number: Callable[[int], str] = str) -> str:
    separator = next(one for one in ",;|\t" if one in head)
    return "\n".join(
        [head, *(f"{date(day)}{separator}{number(exams)}" for day, exams in zip(DAYS, CT, strict=True)), ""]
    )


def named(day: dt.date) -> str:
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"


def german(number: int) -> str:
    return f"{number * 100:,}".replace(",", ".")


@pytest.mark.parametrize(
    "text",
    [
        lines(lambda day: f"{day:%d.%m.%Y}", head="Datum;Anzahl", number=lambda exams: f"{exams},0"),
        lines(lambda day: f"{day:%d/%m/%Y}", head="Fecha;Estudios", number=lambda exams: f"{exams},00"),
        lines(lambda day: f"{day:%m/%d/%Y}"),
        lines(lambda day: f"{day.day}/{day.month}/{day:%y}"),
        lines(named),
        lines(lambda day: f"{day} 23:59:59"),
        lines(lambda day: f"{day}T00:00:00.000+01:00", head="timestamp,value"),
        lines(lambda day: f"{day:%Y%m%d}", head="periode,waarde"),
        lines(lambda day: str((day - dt.date(1899, 12, 30)).days)),
        lines(lambda day: str((day - dt.date(1970, 1, 1)).days * 86_400), head="timestamp,n"),
        lines(lambda day: str((day - dt.date(1970, 1, 1)).days * 86_400_000), head="timestamp,n"),
        "\ufeff" + lines(str),
        lines(str).replace("\n", "\r"),
        "Exam volumes\nprinted on 5 June\n\n" + lines(str),
        "CT volumes,\nprinted on 5 June,\n,\n" + lines(str),
        "# written by a script\n" + lines(str),
        "sep=;\n" + lines(str, head="Date;Exams"),
        lines(str).partition("\n")[2],
        lines(str) + f"{DAYS[3]},{CT[3]}\n",
        lines(str, head="date,exams", number=lambda exams: f'"{exams}"'),
    ],
    ids=[
        "decimal comma", "decimal comma and slashes", "month first", "short day first", "named month", "last second",
        "offset", "digits", "Excel's days", "seconds", "milliseconds", "byte order mark", "old line ends", "titles",
        "titles with separators", "comment", "separator line", "no names", "a row twice", "quotes",
    ],
)  # fmt: skip
def test_one_series_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    assert daily(read(tmp_path, text)) == {"all": CT}


@pytest.mark.parametrize(
    "number",
    [
        german,
        lambda exams: f'"{exams * 100:,}"',
        lambda exams: f"{exams * 100:,}".replace(",", " "),
        lambda exams: f"{exams * 100:,}".replace(",", "\u202f"),
        lambda exams: f"{exams * 100:,}".replace(",", "'"),
        lambda exams: german(exams) + ",0",
    ],
    ids=["points", "commas", "spaces", "narrow spaces", "apostrophes", "points and decimal comma"],
)
def test_thousands_are_read_however_they_are_set_apart(tmp_path: Path, number: Callable[[int], str]) -> None:
    text = lines(lambda day: f"{day:%d.%m.%Y}", head="Tag;Untersuchungen", number=number)
    assert daily(read(tmp_path, text)) == {"all": [100.0 * exams for exams in CT]}


def table(head: Sequence[str], *columns: Sequence[object]) -> str:
    rows = [",".join(map(str, row)) for row in zip(DAYS, *columns, strict=True)]
    return "\n".join([",".join(head), *rows, ""])


BOTH = [one + other for one, other in zip(CT, MR, strict=True)]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        (table(["Date", "CT", "Ultrasound"], CT, MR), ("CT", "US")),
        (table(["Date", "Head", "Knee"], CT, MR), ("Head", "Knee")),
        (table(["Date", "Exams North", "Exams South"], CT, MR), ("Exams North", "Exams South")),
        (table(["Date", "CT", "MR", "Total"], CT, MR, BOTH), ("CT", "MR")),
        (table(["Date", "Head", "Knee", "Total"], CT, MR, BOTH), ("Head", "Knee")),
        (table(["", "date", "ct", "mr"], DAYS, CT, MR).replace("2023-01-02,2023", "0,2023"), ("CT", "MR")),
    ],
    ids=["modalities", "any names", "one word", "modalities and total", "any names and total", "two dates"],
)
def test_a_column_for_each_area_is_a_series_each(tmp_path: Path, text: str, areas: tuple[str, str]) -> None:
    assert daily(read(tmp_path, text)) == {areas[0]: CT, areas[1]: MR}


def test_dates_as_names_of_columns_are_rows(tmp_path: Path) -> None:
    rows = (",".join(map(str, (area, *exams))) for area, exams in (("CT", CT), ("MR", MR)))
    text = "\n".join([",".join(["Modality", *map(str, DAYS)]), *rows, ""])
    assert daily(read(tmp_path, text)) == {"CT": CT, "MR": MR}


@pytest.mark.parametrize("head", ["date,site_id,exams", "d,k,v", "fecha,store,sales"])
def test_a_number_may_name_the_area(tmp_path: Path, head: str) -> None:
    rows = [f"{day},{area},{exams[at]}" for at, day in enumerate(DAYS) for area, exams in ((11, CT), (12, MR))]
    assert daily(read(tmp_path, "\n".join([head, *rows, ""]))) == {"11": CT, "12": MR}


HOURS = np.random.default_rng(9).poisson(4, (len(DAYS), 24))


def by_hour(made: VolumesRead) -> list[list[float]]:
    assert made.volumes.hourly
    assert [str(key) for key in made.volumes.keys] == ["all"]
    hours: list[list[float]] = made.volumes.by_hour(made.volumes.keys[0]).tolist()
    return hours


@pytest.mark.parametrize(
    "hour",
    [
        lambda hour: f"{hour:02d}:00",
        lambda hour: f"{hour % 12 or 12} {'AM' if hour < 12 else 'PM'}",
        lambda hour: f"{hour:02d}:00-{hour + 1:02d}:00",
        lambda hour: f"{hour + 1}",
    ],
    ids=["clock", "twelve hours", "spans", "hours told by their ends"],
)
def test_hours_apart_from_their_dates_are_read(tmp_path: Path, hour: Callable[[int], str]) -> None:
    rows = [f"{day},{hour(at)},{HOURS[number, at]}" for number, day in enumerate(DAYS) for at in range(24)]
    assert by_hour(read(tmp_path, "\n".join(["date,hour,count", *rows, ""]))) == HOURS.tolist()


@pytest.mark.parametrize("name", ["h{:02d}", "{:02d}:00", "{}"])
def test_a_column_for_each_hour_is_one_series_by_the_hour(tmp_path: Path, name: str) -> None:
    head = ["date", *(name.format(hour) for hour in range(24))]
    assert by_hour(read(tmp_path, table(head, *HOURS.T.tolist()))) == HOURS.tolist()


def test_titles_of_a_sheet_are_skipped_and_rows_keep_their_number(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    cells = {"a": ["Exam volumes", None, "Date", *map(str, DAYS)], "b": [None, None, "Exams", *map(str, CT)]}
    pl.DataFrame(cells).write_excel(buffer, include_header=False)
    assert daily(read(tmp_path, buffer.getvalue())) == {"all": CT}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (lines(str) + "Total,9999\n", "row 152, Date = 'Total': no date"),
        ("Exam volumes\n\n" + lines(str) + "2023-08-01,-4\n", "row 154, Exams = '-4': no count"),
        (lines(str) + f"{DAYS[-1]},7\n", r"rows 151 and 152 both count all at 2023-05-31.*--lenient"),
        (lines(lambda day: f"{day.day}. Januar {day.year}"), r"Date holds '2\. Januar 2023'"),
        (lines(lambda day: f"{day:%Y}-W{day:%V}", head="week,exams"), "no column holds dates"),
    ],
    ids=["total", "negative", "two counts", "another language", "weeks"],
)
def test_what_cannot_be_read_is_refused_with_place_and_way_out(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said) as refused:
        read(tmp_path, text)
    assert refused.value.advice
