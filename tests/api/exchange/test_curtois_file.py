"""Curtois and Qu: every mistake in an instance file is named by file and line, with a way out."""

from pathlib import Path

import pytest

from api.exchange.curtois_file import parse
from models.errors import FormatError, InputError
from tests.api.exchange.samples import CURTOIS, curtois_file


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("14", "0", r"the horizon has 0 days. Write a number from 1 to 371"),
        ("14", "372", r"the horizon has 372 days"),
        ("14", "two", r"the horizon's length in days is 'two'. Write a whole number, 0 or more"),
        ("14", "-14", r"is '-14'"),
        ("D,480,", "D", r"2 values. Write 3: shift, minutes, not after it"),
        ("D,480,", "D,0,", r"shift D lasts 0 minutes. Write 1 to 2880"),
        ("D,480,", ",480,", r"the shift has no name"),
        ("W,1440,D|W", "W,1440,D|X", r"unknown shift 'X'. Maybe you meant D or W"),
        ("Bo,D=14|W=0,4320,960,4,1,2,2", "Bo,D=14|W=0,4320,960,4,1,2", r"7 values. Write 8: employee, "),
        ("Bo,D=14|W=0,4320,960,4,1,2,2", "Bo,D=14|W=0,960,4320,4,1,2,2", r"the least minutes, 4320, exceed"),
        (
            "Bo,D=14|W=0,4320,960,4,1,2,2",
            "Bo,D=14|W=0,4320,960,4,5,2,2",
            r"the least days in a row, 5, exceed",
        ),
        ("Bo,D=14|W=0,4320,960,4,1,2,2", "Bo,D=14|W,4320,960,4,1,2,2", r"the most W shifts is ''"),
        ("Bo,D=14|W=0,4320,960,4,1,2,2", "Ann,D=14|W=0,4320,960,4,1,2,2", r"'Ann' is listed twice"),
        ("Bo,5", "Bob,5", r"unknown employee 'Bob'. Maybe you meant Bo"),
        ("Bo,5", "Bo,14", r"the day off of Bo is 14. Count from 0 to 13"),
        ("Bo,1,D,2", "Bo,1,D", r"3 values. Write 4: employee, day, shift, weight"),
        ("Bo,1,D,2", "Bo,1,Q,2", r"unknown shift 'Q'"),
        ("1,D,1,90,2", "0,D,1,90,2", r"day 0, shift D is listed twice"),
        ("1,D,1,90,2", "1,D,1,x,2", r"the weight under is 'x'"),
        (
            "SECTION_COVER",
            "SECTION_COVERS",
            r"unknown section 'SECTION_COVERS'. Maybe you meant SECTION_COVER",
        ),
        ("SECTION_COVER", "SECTION_STAFF", r"the section 'SECTION_STAFF' is listed twice"),
    ],
)
def test_a_mistake_is_named_by_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = curtois_file(tmp_path, CURTOIS.replace(f"\n{old}\n", f"\n{new}\n"))
    with pytest.raises(InputError, match=message) as caught:
        parse(path)
    assert caught.value.place == f"{path}:{CURTOIS.splitlines().index(old) + 1}"


def test_a_file_without_a_needed_section_is_refused(tmp_path: Path) -> None:
    path = curtois_file(tmp_path, CURTOIS.partition("SECTION_COVER")[0])
    with pytest.raises(FormatError, match="SECTION_COVER is missing or empty"):
        parse(path)


def test_a_shift_listed_twice_is_refused_where_it_comes_again(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r":8: the shift 'D' is listed twice. Remove one"):
        parse(curtois_file(tmp_path, CURTOIS.replace("W,1440,D|W", "D,1440,D")))


def test_a_second_line_on_the_horizon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r":5: a second line on the horizon"):
        parse(curtois_file(tmp_path, CURTOIS.replace("\n14\n", "\n14\n28\n")))


def test_text_before_the_first_section_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r":1: stands before the first section"):
        parse(curtois_file(tmp_path, "hello\n" + CURTOIS))


def test_requests_and_days_off_may_be_absent(tmp_path: Path) -> None:
    head, _, rest = CURTOIS.partition("SECTION_DAYS_OFF")
    made = parse(curtois_file(tmp_path, head + rest[rest.index("SECTION_COVER") :]))
    assert (made.days_off, made.on, made.off) == ((), (), ())


def test_a_byte_order_mark_and_windows_line_ends_are_read_over(tmp_path: Path) -> None:
    plain = parse(curtois_file(tmp_path))
    assert parse(curtois_file(tmp_path, "\ufeff" + CURTOIS.replace("\n", "\r\n"))) == plain


def test_a_shift_that_is_not_listed_for_an_employee_is_not_worked(tmp_path: Path) -> None:
    made = parse(curtois_file(tmp_path, CURTOIS.replace("Bo,D=14|W=0", "Bo,D=14")))
    assert dict(made.staff["Bo"].most) == {"D": 14, "W": 0}


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"nowhere.txt: cannot be read: No such file or directory"):
        parse(tmp_path / "nowhere.txt")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"SECTION\xff\xfe")
    with pytest.raises(FormatError, match="is not text: byte 7 is not UTF-8"):
        parse(tmp_path / "x.txt")
