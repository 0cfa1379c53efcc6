"""A pack on disk: facts, one file for each question, pages for people, and a chain of hashes over all of it."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.evidence.claims import answers
from api.evidence.control import ControlRecord
from api.evidence.documents import Answer, Facts, Header
from api.evidence.facts import gather
from api.exchange.atomic import write_whole
from api.pages.evidence_page import render_answer, render_index
from models.department import Department
from models.errors import InputError
from models.roster import Roster

FACTS: Final = "facts.json"
MANIFEST: Final = "manifest.json"
INDEX: Final = "index.html"
QUESTIONS: Final = "questions"


@dataclass(frozen=True)
class Pack:
    """A pack as bytes."""

    files: Mapping[str, bytes]
    """By name; the manifest is the last."""
    root: str
    """The last hash of the chain."""
    as_of: str
    """The date, as in 2026-12-31."""
    gaps: Mapping[str, int]
    """Claims not met, by question."""


def make_pack(
    department: Department, roster: Roster, *, as_of: dt.date | None = None, control: ControlRecord | None = None
) -> Pack:
    """The pack of a roster; the same input gives the same bytes.

    `as_of` is today where absent, or the nearest day of the horizon or right after it.
    """
    facts = gather(department, roster, as_of or _today(department), control=control)
    made = answers(facts)
    contents = dict(_contents(facts, made))
    manifest = seal(contents, facts.header)
    gaps = {one.question.id: one.gaps for one in made}
    return Pack({**contents, MANIFEST: _json(manifest)}, str(manifest["root"]), str(manifest["as_of"]), gaps)


def write_pack(
    department: Department,
    roster: Roster,
    folder: Path,
    *,
    as_of: dt.date | None = None,
    control: ControlRecord | None = None,
) -> Pack:
    """Write the pack of a roster into an empty or new folder.

    Raises `InputError` for a folder that holds something, or cannot be written.
    """
    _refuse_full(folder)
    pack = make_pack(department, roster, as_of=as_of, control=control)
    for name, content in pack.files.items():
        write_whole(folder / name, content)
    return pack


def seal(contents: Mapping[str, bytes], header: Header) -> dict[str, object]:
    """The manifest: of each file its hash, and a chain in which each link hashes the one before, file and hash."""
    link = hashlib.sha256(f"radroster evidence\n{header.department}\n{header.as_of}\n".encode()).hexdigest()
    files = []
    for name, content in contents.items():
        digest = hashlib.sha256(content).hexdigest()
        link = hashlib.sha256(f"{link}\n{name}\n{digest}\n".encode()).hexdigest()
        files.append({"path": name, "sha256": digest, "chain": link})
    return {"department": header.department, "as_of": str(header.as_of), "files": files, "root": link}


def _contents(facts: Facts, made: Iterable[Answer]) -> Iterator[tuple[str, bytes]]:
    made = tuple(made)
    yield FACTS, _json(facts.model_dump(mode="json"))
    for answer in made:
        yield f"{QUESTIONS}/{answer.question.id}.json", _json(answer.model_dump(mode="json"))
    for answer in made:
        yield f"{QUESTIONS}/{answer.question.id}.html", render_answer(facts, answer).encode()
    yield INDEX, render_index(facts, made).encode()


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _today(department: Department) -> dt.date:
    horizon = department.horizon
    today = dt.datetime.now(horizon.tz).date()
    return min(max(today, horizon.start), horizon.end + dt.timedelta(days=1))


def _refuse_full(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        advice = "Name a new folder: a pack is written once and then only read."
        raise InputError(str(folder), "holds something already.", advice)
