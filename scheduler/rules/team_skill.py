"""In every hour of a daily window, at least so many people with a skill are there."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.base import Noun
from models.calendar import clock_text
from models.demand import TeamRequirement
from models.policy import Level
from models.roster import Violation
from scheduler.family import Bound, TeamRow, TeamRule
from scheduler.lines import Lines, Presence
from scheduler.problem import Problem
from scheduler.problem.cover import stretches


class TeamSkillLimits(Noun):
    """Which team requirements are meant."""

    requirements: tuple[str, ...] | None = None
    """Ids of the team requirements that are meant; all when absent."""


class TeamSkill(TeamRule[TeamSkillLimits]):
    """A person counts in the hours of a date who holds the skill on that date. A price is cents for a person-hour.

    A requirement with `on_call` counts whoever is on call as well: somebody who can be reached. Each requirement counts
    by itself. Where several roles want different people, ask for either of them as well: a nurse, a physician, and two
    of `any_of` both.
    """

    name, unit, limits = "team_skill", "person-minute short", TeamSkillLimits
    filters = frozenset()
    levels = frozenset(Level)
    by_place = True
    by_the_hour = True

    def names(self, limits: TeamSkillLimits) -> Iterator[tuple[str, str]]:
        """Team requirements."""
        yield from (("team requirement", team) for team in limits.requirements or ())

    def rows(self, problem: Problem, bound: Bound[TeamSkillLimits]) -> Iterator[TeamRow]:
        """One row for each requirement, day and stretch of time over which the same duties cover."""
        for team in _teams(problem.department.team_requirements, bound):
            masks: dict[bytes, NDArray[np.bool_]] = {}
            for day in range(problem.days):
                if not _holds_on(team, problem.horizon.date_of(day), problem.horizon.holidays):
                    continue
                who = _skilled(problem, team, day)
                who = masks.setdefault(who.tobytes(), who)
                wanted = [team.count if team.start < 60 * (h + 1) and 60 * h < team.end else 0 for h in range(24)]
                for part in stretches(problem, team.areas, day, wanted, counted=who, reached=team.on_call):
                    label = f"{team.name or team.id} on {problem.horizon.date_of(day)} from {part.hour:02d}:00"
                    yield TeamRow(
                        places=part.places, need=part.need, people=who, weight=part.minutes,
                        under=bound.price // 60 * part.minutes, label=label,
                    )  # fmt: skip

    def check(self, lines: Lines, bound: Bound[TeamSkillLimits]) -> Iterator[Violation]:
        """Each stretch of time with too few people who hold the skill."""
        for team in _teams(lines.department.team_requirements, bound):
            by_holders: dict[frozenset[str], Presence] = {}
            there = lines.reachable if team.on_call else lines.present
            for day in range(lines.days):
                date = lines.date(day)
                if _holds_on(team, date, lines.horizon.holidays):
                    able = _able(lines, team, date)
                    if able not in by_holders:
                        by_holders[able] = there(team.areas, able)
                    yield from _check_day(lines, bound, (team, day), by_holders[able])


def _able(lines: Lines, team: TeamRequirement, date: dt.date) -> frozenset[str]:
    """Ids of those who hold the skill on a date, worked out once per department."""
    key = ("team skill", team.id, date)
    memo = lines.department.memo
    if key not in memo:
        enough: dict[frozenset[str], bool] = memo.setdefault(("enough for team skill", team.id), {})
        able = list[str]()
        for one in lines.department.staff:
            held = lines.codes(one, date)
            if held not in enough:
                enough[held] = team.requires.met_by(held.__contains__)
            if enough[held]:
                able.append(one.id)
        memo[key] = frozenset(able)
    found: frozenset[str] = memo[key]
    return found


def _check_day(
    lines: Lines, bound: Bound[TeamSkillLimits], which: tuple[TeamRequirement, int], present: Presence
) -> Iterator[Violation]:
    team, day = which
    first, last = lines.minute_of(day, team.start // 60 * 60), lines.minute_of(day, -(-team.end // 60) * 60)
    here, clock = present[first:last], lines.clocks(day)[first - lines.minute_of(day, 0) :]
    change = np.nonzero(np.diff(here))[0] + 1
    for begin, end in pairwise([0, *change.tolist(), last - first]):
        if end > begin and here[begin] < team.count:
            times = int(clock[begin]), int(clock[end - 1]) + 1
            yield _miss(bound, (team, lines.date(day)), times, (end - begin, int(here[begin])))


def _teams(teams: tuple[TeamRequirement, ...], bound: Bound[TeamSkillLimits]) -> list[TeamRequirement]:
    named = bound.limits.requirements
    return [team for team in teams if named is None or team.id in named]


def _holds_on(team: TeamRequirement, date: dt.date, holidays: tuple[dt.date, ...]) -> bool:
    if team.dates is not None and date not in team.dates:
        return False
    return date.weekday() in {one.number for one in team.weekdays} and (team.on_holidays or date not in holidays)


def _skilled(problem: Problem, team: TeamRequirement, day: int) -> NDArray[np.bool_]:
    return np.ascontiguousarray(problem.holdings.met(team.requires)[:, day])


def _miss(
    bound: Bound[TeamSkillLimits], which: tuple[TeamRequirement, dt.date], times: tuple[int, int], what: tuple[int, int]
) -> Violation:
    (team, date), (start, end), (minutes, present) = which, times, what
    short = (team.count - present) * minutes
    told = f"{team.name or team.id} on {date} {clock_text(start)}–{clock_text(end)}"
    return bound.miss(
        f"{told}: {present} of {team.count} who hold {team.requires.text()}", units=short,
        cost=bound.price // 60 * short, hole_minutes=short if bound.item.level is Level.COVERAGE else 0,
        date=date, area=team.areas[0] if len(team.areas) == 1 else None, start=start, end=end,
    )  # fmt: skip


FAMILY = TeamSkill()
