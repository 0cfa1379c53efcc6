"""Reads the scenario, history and week files, each value checked against the scenario."""

from collections.abc import Iterator
from pathlib import Path

from api.exchange.benchmark import Line
from api.exchange.inrc2_files import (
    ANY,
    DAYS,
    NONE,
    ContractRow,
    Need,
    NurseRow,
    Past,
    Scenario,
    Section,
    ShiftRow,
    Week,
    exactly,
    pair,
    sections,
    single,
    tokens,
)
from models.errors import FormatError

SUCCESSIONS = "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"


def read_scenario(path: Path) -> Scenario:
    """Read ``Sc-….txt``; raises `FormatError` or `UnknownReferenceError` naming file and line."""
    names = ("SCENARIO", "WEEKS", "SKILLS", "SHIFT_TYPES", SUCCESSIONS, "CONTRACTS", "NURSES")
    found = sections(path, names)
    skills: list[str] = []
    for line in found["SKILLS"].counted():
        skills.append(line.new(line.text, "skill", skills))
    shifts = _shifts(found["SHIFT_TYPES"])
    contracts = _contracts(found["CONTRACTS"])
    return Scenario(
        name=found["SCENARIO"].value,
        weeks=found["WEEKS"].head.whole(found["WEEKS"].value, "the number of weeks"),
        skills=tuple(skills),
        shifts=_successions(found[SUCCESSIONS], shifts),
        contracts=contracts,
        nurses=_nurses(found["NURSES"], contracts, skills),
    )


def _shifts(section: Section) -> dict[str, ShiftRow]:
    shifts: dict[str, ShiftRow] = {}
    for line in section.counted():
        name, run = exactly(line, 2, "shift, (least,most) days in a row")
        shifts[line.new(name, "shift", shifts)] = ShiftRow(run=pair(line, run, "the range of days in a row"))
    return shifts


def _successions(section: Section, shifts: dict[str, ShiftRow]) -> dict[str, ShiftRow]:
    done = dict(shifts)
    for line in section.rows:
        name, count, *after = tokens(line, 2, "shift, number of shifts, shifts that may not follow")
        if line.whole(count, "the number of shifts") != len(after):
            raise line.mistake(f"says {count} shifts, but names {len(after)}.", "Correct one of the two.")
        forbidden = tuple(line.known(shift, "shift", shifts) for shift in after)
        row = shifts[line.known(name, "shift", shifts)]
        done[name] = row.model_copy(update={"forbidden": forbidden})
    return done


def _contracts(section: Section) -> dict[str, ContractRow]:
    contracts: dict[str, ContractRow] = {}
    names = "contract, (assignments), (days in a row), (days off in a row), most weekends, 1 for complete ones"
    for line in section.counted():
        name, assignments, work, off, weekends, complete = exactly(line, 6, names)
        contracts[line.new(name, "contract", contracts)] = ContractRow(
            assignments=pair(line, assignments, "the range of assignments"),
            work=pair(line, work, "the range of days worked in a row"),
            off=pair(line, off, "the range of days off in a row"),
            weekends=line.whole(weekends, "the most weekends"),
            complete=line.below(complete, "the flag of complete weekends", 2) == 1,
        )
    return contracts


def _nurses(section: Section, contracts: dict[str, ContractRow], skills: list[str]) -> dict[str, NurseRow]:
    nurses: dict[str, NurseRow] = {}
    for line in section.counted():
        name, contract, count, *held = tokens(line, 4, "nurse, contract, number of skills, skills")
        if line.whole(count, "the number of skills") != len(held):
            raise line.mistake(f"says {count} skills, but names {len(held)}.", "Correct one of the two.")
        nurses[line.new(name, "nurse", nurses)] = NurseRow(
            contract=line.known(contract, "contract", contracts),
            skills=tuple(line.known(skill, "skill", skills) for skill in held),
        )
    return nurses


def read_history(path: Path, scenario: Scenario) -> tuple[Past, ...]:
    """Read ``H0-….txt``, one row for every nurse."""
    found = sections(path, ("HISTORY", "NURSE_HISTORY"))
    head = single(found["HISTORY"])
    week, name = exactly(head, 2, "week, scenario")
    head.known(name, "scenario", [scenario.name])
    if week != "0":
        raise head.mistake(f"the history of week {week}.", "A whole horizon starts with week 0: name an H0 file.")
    pasts = tuple(_past(line, scenario) for line in found["NURSE_HISTORY"].rows)
    listed = [past.nurse for past in pasts]
    for nurse in scenario.nurses:
        if listed.count(nurse) != 1:
            advice = "Write one row for each nurse of the scenario."
            raise FormatError(str(path), f"nurse {nurse} has {listed.count(nurse)} rows.", advice)
    return pasts


def _past(line: Line, scenario: Scenario) -> Past:
    names = "nurse, assignments, weekends, last shift, days in a row on it, days worked, days off"
    nurse, assignments, weekends, shift, same, worked, off = exactly(line, 7, names)
    past = Past(
        line=line,
        nurse=line.known(nurse, "nurse", scenario.nurses),
        assignments=line.whole(assignments, "the number of assignments"),
        weekends=line.whole(weekends, "the number of weekends"),
        shift=None if shift == NONE else line.known(shift, "shift", scenario.shifts),
        same=line.whole(same, "the number of days on the last shift"),
        worked=line.whole(worked, "the number of days worked in a row"),
        off=line.whole(off, "the number of days off in a row"),
    )
    after_work = past.shift is not None and 1 <= past.same <= past.worked and past.off == 0
    after_rest = past.shift is None and past.same == past.worked == 0 and past.off > 0
    if not (after_work or after_rest):
        advice = "Write a shift, its days and the days worked, then 0; or None 0 0 and the days off."
        raise line.mistake(f"the last days of {nurse} contradict each other.", advice)
    return past


def read_week(path: Path, scenario: Scenario) -> Week:
    """Read ``WD-….txt``."""
    found = sections(path, ("WEEK_DATA", "REQUIREMENTS", "SHIFT_OFF_REQUESTS"))
    head = single(found["WEEK_DATA"])
    head.known(head.text, "scenario", [scenario.name])
    seen: set[tuple[str, str]] = set()
    needs: list[Need] = []
    for line in found["REQUIREMENTS"].rows:
        row = tuple(_needs(line, scenario))
        if (row[0].shift, row[0].skill) in seen:
            raise line.mistake("this shift and skill are listed twice.", "Remove one of the two rows.")
        seen.add((row[0].shift, row[0].skill))
        needs += row
    requests = (_request(line, scenario) for line in found["SHIFT_OFF_REQUESTS"].counted())
    return Week(needs=tuple(needs), requests=tuple(requests))


def _needs(line: Line, scenario: Scenario) -> Iterator[Need]:
    shift, skill, *week = exactly(line, 2 + len(DAYS), "shift, skill, (minimum,optimum) for each weekday")
    for day, text in enumerate(week):
        cover = pair(line, text, f"the cover of {DAYS[day]}")
        yield Need(
            shift=line.known(shift, "shift", scenario.shifts),
            skill=line.known(skill, "skill", scenario.skills),
            day=day,
            minimum=cover.min or 0,
            optimum=cover.max or 0,
        )


def _request(line: Line, scenario: Scenario) -> tuple[str, str | None, int]:
    nurse, shift, day = exactly(line, 3, "nurse, shift or Any, weekday")
    return (
        line.known(nurse, "nurse", scenario.nurses),
        None if shift == ANY else line.known(shift, "shift", scenario.shifts),
        DAYS.index(line.known(day, "weekday", DAYS)),
    )
