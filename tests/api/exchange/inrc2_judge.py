"""A second reading of the INRC-II rules: penalty parts straight from the competition's text files.

Written after the competition's rules (arXiv 1501.04177) and sharing nothing with the code under test.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
Roster = Mapping[tuple[str, int], tuple[str, str]]
"""(nurse, day) → (shift, skill)."""


def part_of(path: Path, heading: str) -> list[list[str]]:
    """The words of the lines between a heading and the next empty line."""
    text = path.read_text(encoding="utf-8").replace("\r", "")
    block = re.split(rf"^{heading}.*$", text, maxsplit=1, flags=re.MULTILINE)[1].strip("\n").split("\n\n")[0]
    return [line.split() for line in block.splitlines() if line.strip()]


def span(text: str) -> tuple[int, int]:
    least, most = text.strip("()").split(",")
    return int(least), int(most)


def runs(inside: Iterable[bool], before: int, limits: tuple[int, int]) -> int:
    """Days over and under in runs; a run that is open at the end is not too short."""
    low, high = limits
    units, run = 0, before
    for here in inside:
        if here:
            run += 1
            units += run > high
        else:
            units += low - run if 0 < run < low else 0
            run = 0
    return units


def read_rosters(folder: Path) -> dict[tuple[str, int], tuple[str, str]]:
    """Every assignment of the solution files in a folder."""
    found = {}
    for path in folder.glob("Sol-*.txt"):
        week = int(path.stem.rsplit("-", 1)[1])
        for nurse, day, shift, skill in part_of(path, "ASSIGNMENTS"):
            found[nurse, 7 * week + DAYS.index(day)] = (shift, skill)
    return found


class Judge:
    """Scores rosters of one instance."""

    def __init__(self, folder: Path, instance: str) -> None:
        dataset, history, weeks = instance.rsplit("_", 2)
        scenario = folder / f"Sc-{dataset}.txt"
        self.weeks = [folder / f"WD-{dataset}-{week}.txt" for week in weeks.split("-")]
        self.history = {row[0]: row for row in part_of(folder / f"H0-{dataset}-{history}.txt", "NURSE_HISTORY")}
        self.runs = {name: span(limits) for name, limits in part_of(scenario, "SHIFT_TYPES")}
        self.contracts = {name: rest for name, *rest in part_of(scenario, "CONTRACTS")}
        self.nurses = {row[0]: row[1] for row in part_of(scenario, "NURSES")}
        self.skills = {row[0]: row[3:] for row in part_of(scenario, "NURSES")}
        self.forbidden = {name: after for name, _, *after in part_of(scenario, "FORBIDDEN_SHIFT_TYPES_SUCC")}

    def parts(self, roster: Roster) -> dict[str, int]:
        """Penalty under the names of the competition's validator."""
        found = Counter(
            dict.fromkeys(["assignments", "consecutive", "days_off", "preferences"], 0)
            | dict.fromkeys(["weekends_max", "complete_weekends", "optimal_cover"], 0)
        )
        for nurse in self.nurses:
            line = [roster.get((nurse, day), ("", ""))[0] for day in range(7 * len(self.weeks))]
            self._line(nurse, line, found)
        self._weeks(roster, found)
        return dict(found)

    def _line(self, nurse: str, line: list[str], found: Counter[str]) -> None:
        assigned, work, off, weekends, complete = self.contracts[self.nurses[nurse]]
        _, total, past_weekends, last, same, worked, rested = self.history[nurse]
        for shift, limits in self.runs.items():
            before = int(same) if last == shift else 0
            found["consecutive"] += 15 * runs((here == shift for here in line), before, limits)
        found["consecutive"] += 30 * runs((here != "" for here in line), int(worked), span(work))
        found["days_off"] += 30 * runs((here == "" for here in line), int(rested), span(off))
        low, high = span(assigned)
        count = int(total) + sum(here != "" for here in line)
        found["assignments"] += 20 * (max(0, low - count) + max(0, count - high))
        pairs = [(line[day] != "", line[day + 1] != "") for day in range(5, len(line), 7)]
        found["weekends_max"] += 30 * max(0, int(past_weekends) + sum(map(any, pairs)) - int(weekends))
        if complete == "1":
            found["complete_weekends"] += 30 * sum(first != second for first, second in pairs)

    def _weeks(self, roster: Roster, found: Counter[str]) -> None:
        for number, week in enumerate(self.weeks):
            for nurse, shift, weekday in part_of(week, "SHIFT_OFF_REQUESTS"):
                here = roster.get((nurse, 7 * number + DAYS.index(weekday)), ("", ""))[0]
                found["preferences"] += 10 * (here != "" and shift in {"Any", here})
        for _, optimum, present in self._cover(roster):
            found["optimal_cover"] += 30 * max(0, optimum - present)

    def broken(self, roster: Roster) -> tuple[int, int]:
        """(nurses below the least cover, forbidden successions and skills not held)."""
        below = sum(max(0, minimum - present) for minimum, _, present in self._cover(roster))
        wrong = sum(skill not in self.skills[nurse] for (nurse, _), (_, skill) in roster.items())
        for (nurse, day), (shift, _) in roster.items():
            last = self.history[nurse][3]
            yesterday = roster.get((nurse, day - 1), ("", ""))[0] if day else last
            wrong += shift in self.forbidden.get(yesterday, [])
        return below, wrong

    def _cover(self, roster: Roster) -> Iterable[tuple[int, int, int]]:
        """(minimum, optimum, present) of every shift, skill and day."""
        present = Counter((day, shift, skill) for (_, day), (shift, skill) in roster.items())
        for number, week in enumerate(self.weeks):
            for shift, skill, *row in part_of(week, "REQUIREMENTS"):
                for weekday, limits in enumerate(row):
                    yield *span(limits), present[7 * number + weekday, shift, skill]
