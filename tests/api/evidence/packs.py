"""A small department with everything that a pack speaks of, and with everything that it must not speak of."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from api.evidence.claims import answers
from api.evidence.documents import Answer, Facts
from api.evidence.facts import gather
from api.evidence.pack import seal
from fixtures.builders import MONDAY, D, E, N, area, department, item, leave, person, roster, team
from models.base import Noun
from models.credentials import Competency, CompetencyState, Credential, CredentialKind, all_of, any_of, has
from models.department import Department
from models.policy import Level, Scope
from models.requests import Restriction
from models.roster import Roster

AS_OF = MONDAY + dt.timedelta(days=2)
YEAR = dt.timedelta(days=365)
PRIVATE = ("restriction", "pregnan", "gestation", "hospice", "fmla", "limited-by-rso", "hourly", "wish")
"""Words that the department holds and no pack may."""
LINES = {"ann": "D D N . D", "bo": "E D . D D", "mia": "D@MR D@MR D@MR . D@MR", "al": "D@MRA D@MRA . . D@MRA",
         "stu": ". D . . D", "zed": ". . . . ."}  # fmt: skip


def held(code: str, **more: Any) -> Credential:  # noqa: ANN401 - fields of Credential
    """A credential of two years, verified a month ago."""
    dates = {"earned": MONDAY - YEAR, "valid_to": MONDAY + YEAR, "verified_on": MONDAY - dt.timedelta(days=30)}
    return Credential(code=code, **{"number": f"no-{code}", **dates, **more})


def signed(skill: str, **more: Any) -> Competency:  # noqa: ANN401 - fields of Competency
    """A skill signed off a month ago for a year."""
    signed_on = MONDAY - dt.timedelta(days=30)
    return Competency(skill=skill, **{"signed_on": signed_on, "next_due": signed_on + YEAR, **more})


def place(**more: Any) -> Department:  # noqa: ANN401 - fields of Department
    """CT by registration or waiver, MR with its assistants, a student, and private things in every place for them."""
    level = any_of("skill:MR L1", "skill:MR L2")
    registered = held("ARRT(CT)", verified_how="directory", verified_by="H. R.")
    people = (
        person("ann", name="Ann Ley", holds=(registered, held("BLS")), skills=(signed("skill:CT"),),
               tags=frozenset({"declared-pregnant"}), hourly_cents=9876),
        person("bo", holds=(held("ARRT(R)"), held("grace:CT", verified_on=None)), skills=(signed("skill:CT"),)),
        person("mia", holds=(held("ARRT(MR)"),), skills=(signed("skill:MR L2"),)),
        person("al", skills=(signed("skill:MR L1"),)),
        person("stu", tags=frozenset({"student"}), skills=(signed("skill:CT", state=CompetencyState.PRECEPTED),)),
        person("zed", holds=(held("ARRT(CT)", number="unseen"),)),
    )  # fmt: skip
    policy = (
        item("eligibility", scope=Scope(without_tags=frozenset({"student"}))).model_copy(
            update={"citation": "house table"}
        ),
        item("team_skill", level=Level.COVERAGE, requirements=["plus-one"]).model_copy(
            update={"id": "mr-plus-one", "title": "MR: one more", "citation": "ACR Manual on MR Safety"}
        ),
        item("team_skill", level=Level.COVERAGE, requirements=["bls"]).model_copy(update={"id": "bls"}),
        item("team_skill", price=60, requirements=["bls"]).model_copy(update={"id": "only-wanted"}),
        item("rest", minutes=600, scope=Scope(tags=frozenset({"declared-pregnant"}))).model_copy(
            update={"id": "gestation", "title": "gestation: more rest"}
        ),
        item("eligibility", scope=Scope(people=frozenset({"ann"}))).model_copy(update={"id": "limited-by-rso"}),
    )
    bodies = {"ARRT(CT)": "ARRT", "ARRT(R)": "ARRT", "ARRT(MR)": "ARRT", "BLS": "AHA", "grace:CT": "employer"}
    made = department(
        *policy,
        days=5,
        people=people,
        shifts=(D, E, N),
        areas=(
            area("CT", requires=all_of(any_of("ARRT(CT)", all_of("ARRT(R)", "grace:CT")), "skill:CT")).model_copy(
                update={"modality": "CT"}
            ),
            area("MR", D, requires=all_of("ARRT(MR)", "skill:MR L2")).model_copy(update={"modality": "MR"}),
            area("MRA", D, requires=has("skill:MR L1")).model_copy(update={"modality": "MRA"}),
        ),
        team_requirements=(
            team(
                level,
                7 * 60,
                15 * 60,
                id="plus-one",
                areas=("MR", "MRA"),
                count=2,
                dates=tuple(MONDAY + dt.timedelta(days=day) for day in range(3)),
            ),
            team(has("BLS"), 7 * 60, 24 * 60, id="bls", areas=("CT",), on_holidays=False),
        ),
        time_off=(leave("zed", 0, 4, kind="fmla-hospice", private=True),),
        restrictions=(Restriction(person="ann", areas=("MR",), start=MONDAY, end=MONDAY),),
        tails={"ann": "N .", "bo": "D D"},
        calendar={"holidays": (MONDAY + dt.timedelta(days=4),)},
        **more,
    )
    kinds = tuple(CredentialKind(code=one.code, body=bodies.get(one.code, "")) for one in made.credential_kinds)
    return made.model_copy(update={"credential_kinds": kinds})


def worked(department: Department, **lines: str) -> Roster:
    """The usual roster, with other lines for some."""
    return roster(department, {**LINES, **lines})


def facts(department: Department | None = None, **lines: str) -> Facts:
    """The facts of a department, the usual one when absent, as of the usual date."""
    where = department or place()
    return gather(where, worked(where, **lines), AS_OF)


def answer(found: Facts, question: str) -> Answer:
    """The answer to one question."""
    return next(one for one in answers(found) if one.question.id == question)


def documents(found: Facts) -> dict[str, Any]:
    """A pack as parsed JSON by file name, without pages."""
    told = {f"questions/{one.question.id}.json": one for one in answers(found)}
    named: dict[str, Noun] = {"facts.json": found, **told}
    return {name: document.model_dump(mode="json") for name, document in named.items()}


def write(folder: Path, pack: dict[str, Any], found: Facts) -> Path:
    """Put documents in a folder and seal them, as somebody could who changed some and knew how packs are sealed."""
    contents = {name: json.dumps(document).encode() for name, document in pack.items()}
    contents["manifest.json"] = json.dumps(seal(contents, found.header)).encode()
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


Change = Callable[[], None]


def changes(document: Any, path: str = "") -> Iterator[tuple[str, Change, Change]]:  # noqa: ANN401 - JSON of any shape
    """Every single change of a document: where, what makes it, and what takes it back."""
    pairs = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(pairs):
        here = f"{path}/{key}"
        if isinstance(value, dict | list):
            yield from changes(value, here)
        else:
            yield here, _setter(document, key, _other(value)), _setter(document, key, value)
        if isinstance(document, list):
            yield f"{here} gone", _remover(document, key), _inserter(document, key, value)


def _setter(document: Any, key: Any, value: object) -> Change:  # noqa: ANN401 - JSON of any shape
    return lambda: document.__setitem__(key, value)


def _remover(document: list[Any], key: int) -> Change:
    return lambda: document.__delitem__(key)


def _inserter(document: list[Any], key: int, value: object) -> Change:
    return lambda: document.insert(key, value)


def _other(value: object) -> object:
    """Another value of the same kind: the next day for a date, a minute later for a time."""
    if value is None:
        return "2026-01-01"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    text = str(value)
    with suppress(ValueError):
        return str(dt.date.fromisoformat(text) + dt.timedelta(days=1))
    with suppress(ValueError):
        return (dt.datetime.fromisoformat(text) + dt.timedelta(minutes=1)).isoformat(timespec="minutes")
    return f"{text}x"
