from pathlib import Path

import polars as pl
import pytest

from api.generate import generate_department, write_department
from api.generate.files import department_text
from models.department import read_department
from models.errors import InputError
from tests.api.generate.samples import SEED, department, generated


@pytest.mark.parametrize("size", [10, 40, 105, 160])
def test_what_is_written_reads_back_as_the_same_department(size: int) -> None:
    assert read_department(department_text(department(size))) == department(size)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        write_department(generate_department(40, SEED), folder)
    for name in ("department.json", "volumes.csv"):
        first, second = ((folder / name).read_bytes() for folder in folders)
        assert first == second, name


def test_another_seed_gives_other_bytes() -> None:
    assert department_text(department(40, SEED)) != department_text(department(40, SEED + 1))


def test_the_table_of_exams_reads_back_with_local_hours(tmp_path: Path) -> None:
    write_department(generated(40), tmp_path)
    table = pl.read_csv(tmp_path / "volumes.csv", try_parse_dates=True)
    assert table.columns == ["area", "source", "start", "exams"]
    assert table.equals(generated(40).volumes)


def test_writing_again_replaces_both_files_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "department.json").write_text("old", encoding="utf-8")
    write_department(generated(40), tmp_path)
    write_department(generated(40), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"department.json", "volumes.csv"}
    assert read_department((tmp_path / "department.json").read_text(encoding="utf-8")) == department(40)


def test_a_folder_that_cannot_be_made_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match=r"taken.*cannot be written"):
        write_department(generated(40), tmp_path / "taken")
