"""Quality control as rostered work: the people and hours that the tasks of a day take, asked for where they are due."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from api.quality.control import QcLog, is_asked
from models.demand import TeamRequirement
from models.department import Department
from models.equipment import Equipment
from models.policy import PolicyItem
from models.quality import QcTask

MOST_HOURS: Final = 3
"""Quality control is over so many hours after it began (planning value): what takes longer takes more people."""
HOUR, MIDNIGHT = 60, 1440
DAY: Final = dt.timedelta(days=1)


def with_timed_control(department: Department, equipment: Equipment, tasks: Sequence[QcTask], log: QcLog) -> Department:
    """The department with as many people and hours for quality control as the tasks of each day take.

    Only policy items that a task names are touched, at the hours and on the days for which they ask already. A task
    with a result on record is due when that counts no longer, and then as often as it comes round; without one, on the
    first day. On days without a task nothing is asked for.
    """
    named = {task.policy for task in tasks if task.policy}
    teams = {team.id: team for team in department.team_requirements}
    for item in department.policy:
        if item.id in named:
            mine = [task for task in tasks if task.policy == item.id]
            before = _teams_of(item, teams.values())
            after = [one for team in before for one in _timed(department, equipment, team, mine, log=log)]
            teams = {name: team for name, team in teams.items() if team not in before} | {one.id: one for one in after}
            department = _with_teams(department, item, after)
    return department.revised(team_requirements=tuple(teams.values()))


def _with_teams(department: Department, item: PolicyItem, teams: Iterable[TeamRequirement]) -> Department:
    changed = item.model_copy(update={"limits": {**item.limits, "requirements": [team.id for team in teams]}})
    policy = tuple(changed if one.id == item.id else one for one in department.policy)
    return department.model_copy(update={"policy": policy})


def _teams_of(item: PolicyItem, teams: Iterable[TeamRequirement]) -> list[TeamRequirement]:
    named = item.limits.get("requirements")
    return [team for team in teams if isinstance(named, list) and team.id in named]


def _timed(
    department: Department, equipment: Equipment, team: TeamRequirement, tasks: Iterable[QcTask], *, log: QcLog
) -> Iterator[TeamRequirement]:
    """The requirement by people and hours, on the dates that take as many."""
    days = [date for date in _dates(department) if is_asked(department, team, date)]
    minutes: defaultdict[dt.date, int] = defaultdict(int)
    for task in tasks:
        for unit in equipment.units:
            if unit.area in team.areas:
                for date in due_days(task, unit.id, log, days):
                    minutes[date] += task.minutes
    dates: defaultdict[tuple[int, int], list[dt.date]] = defaultdict(list)
    for date, taken in sorted(minutes.items()):
        dates[people_and_hours(taken)].append(date)
    for (people, hours), listed in sorted(dates.items()):
        times = {"count": people, "end": min(team.start + hours * HOUR, MIDNIGHT), "dates": tuple(listed)}
        yield team.model_copy(update={"id": f"{team.id}-{people}x{hours}h", **times})


def people_and_hours(minutes: int) -> tuple[int, int]:
    """The fewest person-hours that hold so many minutes within `MOST_HOURS`; of as many, the fewest people."""
    ways = [(math.ceil(minutes / (HOUR * hours)), hours) for hours in range(1, MOST_HOURS + 1)]
    return min(ways, key=lambda way: (way[0] * way[1], way[0]))


def due_days(task: QcTask, unit: str, log: QcLog, days: Collection[dt.date]) -> Iterator[dt.date]:
    """The days, of those on which it can be done, on which a task is due.

    That is the first day for which the last result counts no longer, or the last open day before it; where there is
    none, the next one after it.
    """
    able = sorted(days)
    last = log.last(task.id, unit, able[0] - DAY) if able else None
    ends = task.last_valid_day(last.done_on) if last is not None and last.passed else None
    while able and (ends is None or able[-1] > ends):
        in_time = [date for date in able if ends is None or date <= ends + DAY]
        date = in_time[0 if ends is None else -1] if in_time else able[0]
        yield date
        ends = task.last_valid_day(date)
        able = [one for one in able if one > date]


def _dates(department: Department) -> Iterator[dt.date]:
    return (department.horizon.date_of(day) for day in range(department.horizon.days))
