"""Booked exams from files."""

from pathlib import Path

import pytest

from api.exchange.bookings import read_bookings
from models.errors import FormatError

HEADER = "slot_start,modality,patient_class,no_show_rate\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "bookings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def slots(*rates: str) -> str:
    return HEADER + "".join(
        f"2026-06-01T{8 + at // 2:02d}:{30 * (at % 2):02d},CT,OP,{rate}\n" for at, rate in enumerate(rates)
    )


def test_slots_count_less_those_who_do_not_come(tmp_path: Path) -> None:
    volumes = read_bookings(written(tmp_path, slots("0.1", "0.3", "", "0"))).volumes
    assert volumes.table["exams"].to_list() == pytest.approx([0.9 + 0.7, 0.92 + 1.0])
    assert volumes.table["source"].unique().to_list() == ["OP"]


def test_a_rate_may_be_in_percent_and_the_callers_fills_gaps(tmp_path: Path) -> None:
    volumes = read_bookings(written(tmp_path, slots("10", "30", "", "5")), no_show=0.5).volumes
    assert volumes.table["exams"].to_list() == pytest.approx([0.9 + 0.7, 0.5 + 0.95])


def test_counted_slots_and_files_without_rates_or_sources(tmp_path: Path) -> None:
    text = "date,hour,area,slots\n" + "".join(
        f"2026-06-0{day},{hour},MR,{hour}\n" for day in (1, 2) for hour in (8, 9, 10)
    )
    table = read_bookings(written(tmp_path, text), {"count": "slots"}, no_show=0.25).volumes.table
    assert table["exams"].to_list() == pytest.approx([6, 6.75, 7.5] * 2)
    assert table["source"].unique().to_list() == ["OP"]


@pytest.mark.parametrize("rate", ["-0.1", "many", "101"])
def test_a_rate_that_is_none_is_refused_with_its_row(tmp_path: Path, rate: str) -> None:
    with pytest.raises(FormatError, match=f"row 3.*no_show_rate is '{rate}'"):
        read_bookings(written(tmp_path, slots("0.1", rate, "0.1")))
