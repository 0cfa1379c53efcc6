from pathlib import Path

import pytest

from api import shipped
from api.generate import reference as module
from api.generate.reference import reference
from models.errors import BrokenInvariantError


def test_the_document_is_found_and_read_into_types() -> None:
    book = reference()
    assert book.volumes_per_year["XR"] == 112_000
    assert sum(book.filled_positions.values()) == 105
    assert book.rules.night_to_day_min_off_h == 32


def test_what_holds_for_everybody_is_told_apart_from_the_mix_of_a_modality() -> None:
    book = reference()
    assert book.mix("CT")["R"] == 0.96
    assert book.everybody("ACLS") == {"IR": 1.0, "CT": 0.35, "NM": 0.8, "MR": 0.3}


def test_every_source_mix_and_employment_mix_adds_to_one() -> None:
    book = reference()
    for mix in (*book.source_mix.values(), book.employment_mix):
        assert sum(mix.values()) == pytest.approx(1)


def test_a_missing_document_says_where_it_was_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILE", "nowhere.json")
    with pytest.raises(BrokenInvariantError, match=r"_fixtures.nowhere\.json.*fixtures.nowhere\.json"):
        reference.__wrapped__()


def test_an_installed_document_comes_before_the_one_in_the_tree(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "api" / "_fixtures").mkdir(parents=True)
    text = (Path(module.__file__).parents[2] / "fixtures" / module.FILE).read_text(encoding="utf-8")
    renamed = text.replace("St. Somewhere", "St. Installed")
    (tmp_path / "api" / "_fixtures" / module.FILE).write_text(renamed, encoding="utf-8")
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "api" / "shipped.py"))
    assert reference.__wrapped__().meta.name.startswith("St. Installed")
