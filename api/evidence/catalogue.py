"""The questions that surveyors ask, as data, and which of them a department's policy answers."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from api.evidence.documents import Kind, Place, Question, Rule, Standard, Team
from api.exchange.bundle import file_stems
from models.base import Noun

ELIGIBILITY, TEAM_SKILL = "eligibility", "team_skill"
"""The families of rules that claims rest on."""


class Entry(Noun):
    """One question of the catalogue: which areas and requirements it is about, and the standards behind it."""

    id: str
    kind: Kind
    title: str
    modalities: tuple[str, ...]
    """Modalities of its areas; of duties, those that no other question names when there are none."""
    codes: tuple[str, ...] = ()
    """A team requirement belongs here when it mentions one of these; the first question that fits has it."""
    plus_one: bool = False
    standards: tuple[Standard, ...] = ()


class Catalogue(Noun):
    """All questions, and what the pack has to know besides the department."""

    own_issuers: tuple[str, ...]
    student_tags: tuple[str, ...]
    """Who is still learning: counted as nobody, and looked after by one qualified person each."""
    student_suffix: str
    """Behind the modality of areas in which students of that modality are rostered."""
    questions: tuple[Entry, ...]


@cache
def catalogue() -> Catalogue:
    """The catalogue that radroster ships, ``questions.json`` beside this file."""
    text = (resources.files("api.evidence") / "questions.json").read_text(encoding="utf-8")
    return Catalogue.model_validate_json(text)


def questions_of(
    areas: Sequence[Place], teams: Sequence[Team], rules: Sequence[Rule], *, asked: Mapping[Kind, bool], as_of: dt.date
) -> tuple[Question, ...]:
    """The questions that these facts answer, in the order of the catalogue, then one for each other team rule.

    Kinds that are `asked` false are left out.
    """
    found: list[Question] = []
    placed: set[str] = set()
    for entry in catalogue().questions:
        if entry.kind is Kind.TEAM:
            chosen = [rule for rule in rules if rule.id not in placed and _is_about(entry, rule, areas, teams)]
            placed.update(rule.id for rule in chosen)
            found += [_question(entry, as_of, (), chosen)] if chosen else []
        elif entry.kind is Kind.DUTIES:
            where = [area.id for area in areas if area.requires is not None and _is_home(entry, area)]
            chosen = [rule for rule in rules if rule.family == ELIGIBILITY and _reaches(rule, where)]
            found += [_question(entry, as_of, where, chosen)] if where and chosen else []
        elif asked.get(entry.kind, True):
            found.append(_question(entry, as_of, (), ()))
    others = [rule for rule in rules if rule.teams and rule.id not in placed]
    stems = file_stems(f"team-{rule.id}" for rule in others)
    return (*found, *(_other(stem, rule) for stem, rule in zip(stems, others, strict=True)))


def _question(entry: Entry, as_of: dt.date, areas: Sequence[str], rules: Iterable[Rule]) -> Question:
    return Question(
        id=entry.id,
        title=entry.title,
        kind=entry.kind,
        standards=tuple(one for one in entry.standards if _is_current(one, as_of)),
        plus_one=entry.plus_one,
        areas=tuple(areas),
        rules=tuple(rule.id for rule in rules),
    )


def _other(stem: str, rule: Rule) -> Question:
    return Question(id=stem, title=rule.title or rule.id, kind=Kind.TEAM, rules=(rule.id,))


def _is_current(standard: Standard, date: dt.date) -> bool:
    begun = standard.effective_from is None or standard.effective_from <= date
    return begun and (standard.effective_to is None or date <= standard.effective_to)


def _is_home(entry: Entry, area: Place) -> bool:
    if entry.modalities:
        return area.modality in entry.modalities
    named = {one for other in catalogue().questions if other.kind is Kind.DUTIES for one in other.modalities}
    return area.modality not in named


def _reaches(rule: Rule, areas: Sequence[str]) -> bool:
    return rule.areas is None or not set(rule.areas).isdisjoint(areas)


def _is_about(entry: Entry, rule: Rule, areas: Sequence[Place], teams: Sequence[Team]) -> bool:
    modality = {area.id: area.modality for area in areas}
    about = [team for team in teams if team.id in rule.teams]
    return any(
        not team.requires.codes().isdisjoint(entry.codes)
        and not {modality.get(area) for area in team.areas}.isdisjoint(entry.modalities)
        for team in about
    )
