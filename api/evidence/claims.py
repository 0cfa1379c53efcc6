"""The claims of a pack: what the facts say to each question, met or not."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from api.evidence.control import control_claims
from api.evidence.documents import (
    Answer,
    Claim,
    Duty,
    DutyClaim,
    Facts,
    Holder,
    Kind,
    Paper,
    PaperClaim,
    Question,
    RegisterClaim,
    Rule,
    StudentClaim,
    Team,
    TeamClaim,
)
from api.evidence.presence import Names, Stay, reaches, stays, stretches
from models.credentials import Requirement

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


def answers(facts: Facts) -> tuple[Answer, ...]:
    """One answer for each question, in their order."""
    reading = Claims(facts)
    return tuple(reading.answer(question) for question in facts.questions)


class Claims:
    """Facts looked up by id, and the claims that follow from them."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.zone = ZoneInfo(facts.header.zone)
        self.rules = {one.id: one for one in facts.rules}
        self.places = {one.id: one for one in facts.areas}
        self.teams = {one.id: one for one in facts.teams}
        self.people = {one.id: one for one in facts.people}

    def answer(self, question: Question) -> Answer:
        """Everything that is claimed in answer to a question, with what it rests on."""
        claims = tuple(_MAKERS[question.kind](self, question))
        whole = question.kind is Kind.REGISTER
        rules = tuple(one for one in self.facts.rules if whole or one.id in question.rules)
        teams = tuple(self.teams[one] for rule in rules for one in rule.teams)
        areas = {*question.areas, *(area for team in teams for area in team.areas)}
        if question.kind in {Kind.REGISTER, Kind.STUDENTS, Kind.CONTROL}:
            areas |= {duty.area for duty in self.facts.duties}
        return Answer(
            header=self.facts.header,
            question=question,
            rules=rules,
            areas=tuple(one for one in self.facts.areas if one.id in areas),
            teams=teams,
            claims=claims,
            gaps=sum(not claim.met for claim in claims),
        )

    def register_claims(self, _: Question) -> Iterator[Claim]:
        """Each duty, with the rules about papers that its person kept or missed."""
        papers = [rule for rule in self.facts.rules if not rule.teams]
        for duty in self.facts.duties:
            requires = self.places[duty.area].requires
            rules = tuple(one.id for one in papers if requires is not None and self._concerns(one, duty))
            able = requires is None or self._is_able(duty, requires)
            yield RegisterClaim(
                duty=duty,
                name=self.people[duty.person].name,
                satisfies=rules if able else (),
                misses=() if able else rules,
                met=able or not rules,
            )

    def duty_claims(self, question: Question) -> Iterator[Claim]:
        """Each duty in the question's areas under each of its rules."""
        for rule in (self.rules[one] for one in question.rules):
            for duty in self.facts.duties:
                requires = self.places[duty.area].requires
                if duty.area in question.areas and requires is not None and self._concerns(rule, duty):
                    yield self._duty_claim(rule, duty, requires)

    def _duty_claim(self, rule: Rule, duty: Duty, requires: Requirement) -> DutyClaim:
        holder, codes = self.people[duty.person], requires.codes()
        return DutyClaim(
            duty=duty,
            name=holder.name,
            rule=rule.id,
            citation=rule.citation,
            papers=tuple(one for one in holder.papers if one.code in codes),
            met=self._is_able(duty, requires),
        )

    def _concerns(self, rule: Rule, duty: Duty) -> bool:
        here = rule.in_force(duty.date) and (rule.areas is None or duty.area in rule.areas)
        return here and (rule.students or not self.people[duty.person].student)

    def _is_able(self, duty: Duty, requires: Requirement) -> bool:
        """Whether the person holds what is asked for on every date that the duty touches."""
        return all(_meets(self.people[duty.person], requires, date) for date in _dates(duty))

    def team_claims(self, question: Question) -> Iterator[Claim]:
        """Each stretch of each team's window on the days of the horizon on which its rule is in force."""
        header = self.facts.header
        for rule in (self.rules[one] for one in question.rules):
            for team in (self.teams[one] for one in rule.teams):
                for number in range((header.last - header.first).days + 1):
                    date = header.first + number * DAY
                    if rule.in_force(date) and self._is_asked(team, date):
                        yield from self._team_day(question, rule, team, date)

    def _is_asked(self, team: Team, date: dt.date) -> bool:
        on_day = date.weekday() in {one.number for one in team.weekdays}
        listed = team.dates is None or date in team.dates
        return on_day and listed and (team.on_holidays or date not in self.facts.header.holidays)

    def _team_day(self, question: Question, rule: Rule, team: Team, date: dt.date) -> Iterator[TeamClaim]:
        able = frozenset(one.id for one in self.facts.people if _meets(one, team.requires, date))
        there = self._reaches if team.on_call else self._stays
        here = [stay for area in team.areas for stay in there.get(area, ()) if stay.person in able]
        for one in stretches(here, self._instant(date, team.start), self._instant(date, team.end)):
            extra = self._beside(team, here, one.begins, one.people) if question.plus_one else None
            yield TeamClaim(
                team=team.id,
                rule=rule.id,
                date=date,
                begins=self._local(one.begins),
                ends=self._local(one.ends),
                needed=team.count,
                counted=tuple(sorted(one.people)),
                plus_one=tuple(sorted(extra or ())),
                met=len(one.people) >= team.count and (extra is None or bool(extra)),
            )

    def _beside(self, team: Team, here: list[Stay], now: dt.datetime, people: Names) -> Names:
        """Who is there beside those who scan; nobody where too few could scan.

        The requirement counts one more than the scanners. Those on duty in its first area scan; whoever is counted
        from another area is beside them, and so are those of the first area beyond the number of scanners.
        """
        scanning = sorted({one.person for one in here if one.area == team.areas[0] and one.begins <= now < one.ends})
        spare = scanning[team.count - 1 :]
        return frozenset((people - set(scanning)) | set(spare)) if len(scanning) >= team.count - 1 else frozenset()

    def student_claims(self, _: Question) -> Iterator[Claim]:
        """Each stretch of a day's duties in a group of areas in which a student is there."""
        group = {one.id: one.group for one in self.facts.areas}
        days: defaultdict[tuple[dt.date, str], list[Stay]] = defaultdict(list)
        for duty in self.facts.duties:
            if self.people[duty.person].student:
                days[duty.date, group[duty.area]] += stays([duty], to_the_end=True)
        for (date, name), taught in days.items():
            if taught:
                yield from self._student_day(date, name, taught)

    def _student_day(self, date: dt.date, group: str, taught: list[Stay]) -> Iterator[StudentClaim]:
        here = [duty for duty in self.facts.duties if self.places[duty.area].group == group]
        counted = [duty for duty in here if self.people[duty.person].student or self._fits(duty, date)]
        begins, ends = min(one.begins for one in taught), max(one.ends for one in taught)
        for one in stretches(stays(counted, to_the_end=True), begins, ends):
            students = sorted(person for person in one.people if self.people[person].student)
            qualified = sorted(one.people - set(students))
            if students:
                yield StudentClaim(
                    group=group,
                    date=date,
                    begins=self._local(one.begins),
                    ends=self._local(one.ends),
                    students=tuple(students),
                    qualified=tuple(qualified),
                    met=len(qualified) >= len(students),
                )

    def _fits(self, duty: Duty, date: dt.date) -> bool:
        requires = self.places[duty.area].requires
        return requires is None or _meets(self.people[duty.person], requires, date)

    def paper_claims(self, _: Question) -> Iterator[Claim]:
        """Each paper of everybody in the pack; what the department issues itself needs no source outside."""
        for holder in self.facts.people:
            for paper in holder.papers:
                outside = paper.issuer not in self.facts.header.own_issuers
                yield PaperClaim(
                    id=holder.id,
                    name=holder.name,
                    paper=paper,
                    needs_source=outside,
                    met=not outside or _is_verified(paper),
                )

    @cached_property
    def _stays(self) -> dict[str, list[Stay]]:
        return _by_area(stays(self.facts.duties))

    @cached_property
    def _reaches(self) -> dict[str, list[Stay]]:
        return _by_area(reaches(self.facts.duties))

    def _instant(self, date: dt.date, clock: int) -> dt.datetime:
        day, minutes = divmod(clock, 1440)
        at = dt.time(minutes // 60, minutes % 60)
        return dt.datetime.combine(date + day * DAY, at, self.zone).astimezone(dt.UTC)

    def _local(self, instant: dt.datetime) -> str:
        return instant.astimezone(self.zone).isoformat(timespec="minutes")


_MAKERS: Final[dict[Kind, Callable[[Claims, Question], Iterator[Claim]]]] = {
    Kind.REGISTER: Claims.register_claims,
    Kind.DUTIES: Claims.duty_claims,
    Kind.TEAM: Claims.team_claims,
    Kind.STUDENTS: Claims.student_claims,
    Kind.PAPERS: Claims.paper_claims,
    Kind.CONTROL: lambda claims, _: control_claims(claims.facts),
}


def _by_area(found: Iterable[Stay]) -> dict[str, list[Stay]]:
    by_area: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in found:
        by_area[stay.area].append(stay)
    return dict(by_area)


def _dates(duty: Duty) -> Iterator[dt.date]:
    """Local dates on which the duty is under way; one that ends at midnight sharp touches no second date."""
    last = (dt.datetime.fromisoformat(duty.ends) - MINUTE).date()
    date = duty.date
    yield date
    while (date := date + DAY) <= last:
        yield date


def _meets(holder: Holder, requires: Requirement, date: dt.date) -> bool:
    held = {one.code for one in holder.papers if _holds(one, date)}
    return requires.met_by(held.__contains__)


def _holds(paper: Paper, date: dt.date) -> bool:
    begun = paper.since is None or paper.since <= date
    return paper.signed_off and begun and (paper.until is None or date <= paper.until)


def _is_verified(paper: Paper) -> bool:
    return paper.verified_on is not None and (paper.until is None or paper.verified_on <= paper.until)
