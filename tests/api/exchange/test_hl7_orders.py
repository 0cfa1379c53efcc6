"""Orders from HL7 v2 messages."""

from pathlib import Path

import pytest

from api.exchange.tables import read_table
from api.exchange.volumes import read_volumes
from models.errors import FormatError
from scheduler.forecast.volumes import SeriesKey

needs_hl7 = pytest.mark.usefixtures("_hl7")


@pytest.fixture
def _hl7() -> None:
    pytest.importorskip("hl7", reason="the extra hl7 is not installed. Maybe pip install 'radroster[hl7]'")


def orm(number: int, hour: int, *, control: str = "NW", section: str = "CT", patient: str = "E") -> str:
    when = f"20240105{hour:02d}1500-0600"
    return "\r".join(
        [
            f"MSH|^~\\&|RIS|HOSP|X|Y|20240105{hour:02d}00||ORM^O01|M{number}|P|2.5.1",
            "PID|1||123^^^HOSP||DOE^JANE",
            f"PV1|1|{patient}^Class|WARD",
            f"ORC|{control}|P{number}|F{number}^RIS||||||20240101080000",
            f"OBR|1|P{number}|F{number}^RIS|CTHEAD^CT head|||{when}|||||||||||||||||{section}",
            "",
        ]
    )


OMI_SEGMENTS = (
    "MSH|^~\\&|RIS|HOSP|X|Y|202401060800||OMI^O23^OMI_O23|M9|P|2.5.1",
    "PV1|1|O",
    "ORC|NW|P9|F9",
    "TQ1|1||||||202401060930",
    "OBR|1|P9|F9|MRKNEE^MR knee",
    "IPC|ACC1|RP1|1.2.3|SPS1|MR",
    "ORC|NW|P10|F10",
    "TQ1|1||||||202401061030",
    "OBR|1|P10|F10|MRSPINE^MR spine",
    "IPC|ACC2|RP2|1.2.4|SPS2|MR",
)
OMI = "\n".join(OMI_SEGMENTS)


def written(folder: Path, *messages: str) -> Path:
    path = folder / "orders.hl7"
    path.write_bytes("\r".join(messages).encode())
    return path


@needs_hl7
def test_order_messages_become_the_rows_of_a_table(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, orm(1, 8), orm(2, 9, section="RAD", patient="I")))
    assert table.drop("_row").rows() == [
        ("F1", "20240105081500-0600", "CT", "ED", "ordered"),
        ("F2", "20240105091500-0600", "XR", "IP", "ordered"),
    ]


@needs_hl7
def test_an_imaging_order_has_its_modality_and_its_time_in_other_segments(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, OMI))
    assert table.drop("_row").rows() == [
        ("F9", "202401060930", "MR", "OP", "ordered"),
        ("F10", "202401061030", "MR", "OP", "ordered"),
    ]


@needs_hl7
def test_volumes_count_orders_less_those_cancelled_later(tmp_path: Path) -> None:
    messages = [orm(number, number % 20) for number in range(101, 141)]
    read = read_volumes(written(tmp_path, *messages, orm(107, 7, control="CA"), OMI), zone="America/Chicago")
    assert read.volumes.keys == (SeriesKey("CT", "ED"), SeriesKey("MR", "OP"))
    assert read.volumes.table["exams"].sum() == 41
    assert read.left_out == {"status": 1, "repeated": 1}


@needs_hl7
def test_frames_batches_and_other_messages_are_passed_over(tmp_path: Path) -> None:
    admission = "MSH|^~\\&|ADT|HOSP|X|Y|202401060800||ADT^A04|M1|P|2.5.1\rPV1|1|E\r"
    table = read_table(written(tmp_path, "BHS|^~\\&|RIS", f"\x0b{orm(1, 8)}\x1c", admission, "BTS|2"))
    assert table["order_id"].to_list() == ["F1"]
    with pytest.raises(FormatError, match="no order message"):
        read_table(written(tmp_path, admission))


@needs_hl7
def test_what_is_no_message_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"line 7.*no HL7 message"):
        read_table(written(tmp_path, orm(1, 8), "MSH|"))


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hl7", None)
    with pytest.raises(FormatError, match=r"radroster\[hl7\]"):
        read_table(written(tmp_path, orm(1, 8)))
