"""The checker of packs stands on its own, and notices every single change, resealed or not."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from api.evidence import checker
from api.evidence.checker import check_pack
from api.evidence.pack import write_pack
from tests.api.evidence.packs import AS_OF, changes, documents, facts, place, worked, write

SOURCE = Path(checker.__file__)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    department = place()
    write_pack(department, worked(department), tmp_path / "pack", as_of=AS_OF)
    return tmp_path / "pack"


def test_the_checker_is_small_and_knows_nothing_but_python() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
    assert len(text.splitlines()) <= 300


def test_a_pack_holds(pack: Path) -> None:
    assert check_pack(pack) == []


def test_the_checker_runs_alone_from_its_file(pack: Path, tmp_path: Path) -> None:
    copy = tmp_path / "checker.py"
    copy.write_bytes(SOURCE.read_bytes())
    run = [sys.executable, "-I", "-S", str(copy), str(pack)]
    assert subprocess.run(run, cwd=tmp_path, check=True, capture_output=True).stderr == b""
    (pack / "facts.json").write_bytes((pack / "facts.json").read_bytes().replace(b"Ann Ley", b"Ann Lee"))
    done = subprocess.run(run, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "facts.json: its content has the hash" in done.stderr
    assert "name is Ann Ley; from the facts follows Ann Lee" in done.stderr


@pytest.mark.parametrize("name", sorted(documents(facts())))
def test_every_single_change_is_found_even_by_somebody_who_seals_anew(name: str, tmp_path: Path) -> None:
    found = facts()
    documented = documents(found)
    unnoticed, count = [], 0
    every = 1 if name == "facts.json" else 7  # answers are compared as a whole: a few values of each will do
    for where, change, back in list(changes(documented[name]))[::every]:
        change()
        problems = check_pack(write(tmp_path, documented, found))
        back()
        count += 1
        if not problems:
            unnoticed.append(where)
    assert check_pack(write(tmp_path, documented, found)) == [], "the last change was taken back"
    assert unnoticed == []
    assert count > 5


SINGLE = {
    "a credential is gone": ("people/0/papers/0 gone", "Ann Ley|ann", "ARRT(CT)"),
    "a date is moved": ("people/0/papers/0/until", "ann", "until"),
    "a person is swapped": ("duties/3/person", "D@CT", "person"),
    "a rule has another citation": ("rules/0/citation", "citation", "house table"),
    "a requirement asks for less": ("teams/0/count", "plus-one", "count"),
    "a duty is gone": ("duties/0 gone", "register.json", "claims"),
}


@pytest.mark.parametrize("what", SINGLE)
def test_what_was_changed_is_named(what: str, tmp_path: Path) -> None:
    where, *words = SINGLE[what]
    found = facts()
    documented = documents(found)
    change = next(one for place_, one, _ in changes(documented["facts.json"]) if place_ == f"/{where}")
    change()
    if what == "a person is swapped":
        duty = documented["facts.json"]["duties"][3]
        duty["person"] = next(one["id"] for one in documented["facts.json"]["people"] if one["id"] not in duty["id"])
    problems = check_pack(write(tmp_path, documented, found))
    told = "\n".join(problems)
    for word in words:
        assert any(part in told for part in word.split("|")), told


def test_an_edited_hash_is_named_with_its_file(pack: Path) -> None:
    manifest = json.loads((pack / "manifest.json").read_bytes())
    entry = manifest["files"][1]
    entry["sha256"] = "0" * 64
    (pack / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (problem,) = check_pack(pack)
    assert problem.startswith(f"{entry['path']}: its content has the hash")


@pytest.mark.parametrize("key", ["chain", "path"])
def test_an_edited_link_of_the_chain_is_named(key: str, pack: Path) -> None:
    manifest = json.loads((pack / "manifest.json").read_bytes())
    manifest["files"][2][key] += "0"
    (pack / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert any(manifest["files"][2]["path"] in problem for problem in check_pack(pack))


def test_a_page_edited_alone_is_named(pack: Path) -> None:
    page = pack / "questions" / "register.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Ann Ley", "Somebody"), encoding="utf-8")
    assert any(problem.startswith("questions/register.html: its content") for problem in check_pack(pack))


def test_a_file_too_many_and_a_file_too_few_are_named(pack: Path) -> None:
    (pack / "questions" / "extra.json").write_text("{}", encoding="utf-8")
    (pack / "index.html").unlink()
    problems = "\n".join(check_pack(pack))
    assert "questions/extra.json: is in the folder and not in the manifest" in problems
    assert "index.html: its content has the hash missing" in problems


def test_a_pack_written_anew_is_told_by_the_hash_noted_elsewhere(pack: Path, tmp_path: Path) -> None:
    noted = json.loads((pack / "manifest.json").read_bytes())["root"]
    department = place()
    write_pack(department, worked(department, ann="D D . . ."), tmp_path / "other", as_of=AS_OF)
    assert check_pack(tmp_path / "other") == []
    assert check_pack(pack, noted) == []
    (problem,) = check_pack(tmp_path / "other", noted)
    assert problem.startswith("manifest.json: the chain ends in")


def test_a_question_left_out_does_not_hide_what_it_was_about(tmp_path: Path) -> None:
    found = facts()
    for gone, told in (
        ("ct-qualified", "no question answers for rule eligibility in CT"),
        ("mr-plus-one", "no question answers for rule mr-plus-one"),
        ("students", "there is not one question about students"),
        ("register", "there is not one question about register"),
    ):
        pack = documents(found)
        del pack[f"questions/{gone}.json"]
        questions = pack["facts.json"]["questions"]
        pack["facts.json"]["questions"] = [one for one in questions if one["id"] != gone]
        assert f"facts.json: {told}" in check_pack(write(tmp_path / gone, pack, found))


def test_what_is_no_pack_is_told_and_no_accident(tmp_path: Path) -> None:
    (problem,) = check_pack(tmp_path)
    assert problem == f"{tmp_path}: cannot be read as an evidence pack: it holds no manifest.json"
    (tmp_path / "manifest.json").write_text("[1]", encoding="utf-8")
    assert len(check_pack(tmp_path)) == 1
