"""The pages of an evidence pack: an index, and for each question its claims as a table, gaps first."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from api.evidence.documents import (
    Answer,
    ControlClaim,
    DutyClaim,
    Facts,
    Kind,
    Paper,
    PaperClaim,
    RegisterClaim,
    StudentClaim,
    TeamClaim,
)
from api.pages.report import page_environment, page_source

HEADS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.REGISTER: ("Date", "Shift", "Area", "Who", "Rules kept"),
    Kind.DUTIES: ("Date", "Shift", "Area", "Who", "Held: number, valid to, verified at the source"),
    Kind.TEAM: ("Date", "From – to", "Asked for", "Who was counted", "Beside those who scan"),
    Kind.STUDENTS: ("Date", "From – to", "Where", "Students and orientees", "Qualified people there"),
    Kind.PAPERS: ("Who", "Paper", "Number", "Valid", "Verified at the source"),
    Kind.CONTROL: ("Date", "Unit", "Quality control", "Latest result", "Who worked in its area"),
}
"""Columns of each kind of question."""
SHOWN_GAPS: Final = 50
"""Gaps of a question listed above its table; the table has all of them, marked."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as cells of text."""

    cells: tuple[str, ...]
    met: bool


def render_index(facts: Facts, answers: Sequence[Answer]) -> str:
    """The page that a reader opens first: each question with its rules, standards and gaps."""
    past = sum(duty.status == "past" for duty in facts.duties)
    return _page("evidence_index.html", facts, answers=answers, past=past)


def render_answer(facts: Facts, answer: Answer) -> str:
    """The page of one question."""
    rows = tuple(_rows(facts, answer))
    gaps = [row for row in rows if not row.met][:SHOWN_GAPS]
    return _page("evidence_answer.html", facts, answer=answer, heads=heads(answer), rows=rows, gaps=gaps)


def heads(answer: Answer) -> tuple[str, ...]:
    """The columns of a question's table; who stands beside those who scan is told where it is asked."""
    columns = HEADS[answer.question.kind]
    return columns[:-1] if answer.question.kind is Kind.TEAM and not answer.question.plus_one else columns


def _page(template: str, facts: Facts, **context: object) -> str:
    style = Markup(page_source("report.css"))  # noqa: S704 - our own file
    return page_environment().get_template(template).render(facts=facts, header=facts.header, style=style, **context)


def _rows(facts: Facts, answer: Answer) -> Iterator[Row]:
    told = _Names({one.id: one.name for one in facts.people}, {one.id: one.name for one in facts.areas}, answer)
    for claim in answer.claims:
        cells = _CELLS[answer.question.kind](told, claim)
        yield Row(cells, claim.met)


@dataclass(frozen=True)
class _Names:
    """Ids as people read them."""

    people: dict[str, str]
    areas: dict[str, str]
    answer: Answer

    def register(self, claim: RegisterClaim) -> tuple[str, ...]:
        kept = [f"{one.id} ({one.citation})" if one.citation else one.id for one in self.answer.rules]
        named = dict(zip((one.id for one in self.answer.rules), kept, strict=True))
        return (*self._duty(claim), "; ".join(named[one] for one in claim.satisfies) or "none asked for")

    def duties(self, claim: DutyClaim) -> tuple[str, ...]:
        return (*self._duty(claim), "; ".join(map(_paper, claim.papers)) or "nothing of what is asked for")

    def team(self, claim: TeamClaim) -> tuple[str, ...]:
        (team,) = {one.name or one.id for one in self.answer.teams if one.id == claim.team}
        asked = f"{claim.needed} · {team}"
        beside = (self._people(claim.plus_one),) if self.answer.question.plus_one else ()
        return (_day(claim.date), _span(claim.begins, claim.ends), asked, self._people(claim.counted), *beside)

    def students(self, claim: StudentClaim) -> tuple[str, ...]:
        span = _span(claim.begins, claim.ends)
        people = self._people(claim.students), self._people(claim.qualified)
        return (_day(claim.date), span, claim.group, *people)

    def papers(self, claim: PaperClaim) -> tuple[str, ...]:
        paper = claim.paper
        valid = f"{paper.since or '…'} to {paper.until or '…'}" if paper.signed_off else "not signed off"
        seen = ", ".join(filter(None, (str(paper.verified_on or "never"), paper.verified_how, paper.verified_by)))
        source = seen if claim.needs_source else f"own: {paper.issuer or 'department'}"
        return (claim.name, paper.code, paper.number or "–", valid, source)

    def control(self, claim: ControlClaim) -> tuple[str, ...]:
        unit, task, last = claim.unit, claim.task, claim.result
        where = f"{unit.name or unit.id} in {self.areas[unit.area]}"
        done = "none on record"
        if last is not None:
            by = f" by {last.by}" if last.by else ""
            done = f"{'passed' if last.passed else 'failed'} {last.done_on}{by}, counts to {last.counts_to}"
        return (_day(claim.date), where, f"{task.title}, every {task.every.replace('_', ' ')}", done,
                self._people(claim.people))  # fmt: skip

    def _duty(self, claim: RegisterClaim | DutyClaim) -> tuple[str, ...]:
        duty = claim.duty
        shift = f"{duty.shift} {_span(duty.begins, duty.ends)}"
        return (f"{_day(duty.date)} · {duty.status}", shift, self.areas[duty.area], claim.name)

    def _people(self, ids: Sequence[str]) -> str:
        return ", ".join(self.people[one] for one in ids) or "nobody"


_CELLS: Final[dict[Kind, Callable[..., tuple[str, ...]]]] = {
    Kind.REGISTER: _Names.register,
    Kind.DUTIES: _Names.duties,
    Kind.TEAM: _Names.team,
    Kind.STUDENTS: _Names.students,
    Kind.PAPERS: _Names.papers,
    Kind.CONTROL: _Names.control,
}


def _day(date: dt.date) -> str:
    return f"{date:%a} {date}"


def _span(begins: str, ends: str) -> str:
    """Clock times of two local instants; a plus where the second lies on a later date."""
    later = "+" if ends[:10] > begins[:10] else ""
    return f"{begins[11:16]}–{ends[11:16]}{later}"


def _paper(paper: Paper) -> str:
    parts = [f"to {paper.until}" if paper.until else "no end"]
    if paper.number:
        parts.insert(0, f"no. {paper.number}")
    if paper.verified_on:
        parts.append(f"verified {paper.verified_on}")
    if not paper.signed_off:
        parts = ["not signed off"]
    return f"{paper.code} ({', '.join(parts)})"
