"""One-line mistakes planted into the engine, and the program that judges them by the contract.

``python -m tests.scheduler.mutants`` prints a JSON list: for each mutant what caught it, nothing when nothing did.
Each mutant runs in its own forked process, where the changed text is executed in place of the module.
"""

import importlib
import importlib.abc
import importlib.util
import json
import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PRELOADED = ("ortools.sat.python.cp_model", "models.department", "fixtures.builders")
"""Loaded once, before forking: what takes longest. A mutant of the domain loads its own."""


@dataclass(frozen=True)
class Mutation:
    """A mistake: in this file the first text is replaced by the second."""

    file: str
    old: str
    new: str
    first: str = ""
    """The family whose examples are played first, the file's own when absent; only a matter of time."""

    @property
    def module(self) -> str:
        """The module's dotted name."""
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def __str__(self) -> str:
        return f"{self.file}: {self.old} → {self.new}"


MUTATIONS = (
    Mutation("models/calendar.py", "(self.start.weekday() + day) % 7", "(self.start.weekday() + day + 1) % 7"),
    Mutation("models/limits.py", "return self.by_contract.get(contract, self)", "return self"),
    Mutation("scheduler/cells.py", "return self._base[person][self._history + day]", "return self._base[person][day]"),
    Mutation("scheduler/cells.py", "[1] * len(lits) + [-1], 0, 0)", "[1] * len(lits) + [-1], -1, 0)"),
    Mutation("scheduler/context.py", "gap=low - constant, under=True", "gap=low - constant - 1, under=True"),
    Mutation(
        "scheduler/context.py",
        "self._step(n * price) for n in range(1, most",
        "self._step(price) for n in range(1, most",
        "fairness",
    ),
    Mutation(
        "scheduler/context.py", "frozen = ~self.window.free & (held >= 0)", "frozen = held >= 0", "coverage_hours"
    ),
    Mutation(
        "scheduler/context.py", "most.get(number, 0), frozen[number])", "most.get(number, 0), 0)", "coverage_hours"
    ),
    Mutation("scheduler/context.py", "(rows.needs > there)", "(rows.needs > there + 1)", "coverage_hours"),
    Mutation("scheduler/context.py", "            return []\n", "            pass\n"),
    Mutation(
        "scheduler/context.py",
        "self.window.touching(person, length, max(first, self",
        "self.window.touching(person, length, max(0, first, self",
        "consecutive",
    ),
    Mutation("scheduler/linear.py", "costs.get(~lit, 0) - amount", "costs.get(~lit, 0) + amount"),
    Mutation("scheduler/lines.py", "if first <= day < self.days and", "if first < day < self.days and"),
    Mutation(
        "scheduler/periods.py",
        "starts = range(first - length if first else first, days, length)",
        "starts = range(first, days, length)",
    ),
    Mutation(
        "scheduler/window.py",
        "range(max(first, 1 - length), last + 1)",
        "range(max(first, 0), last + 1)",
        "consecutive",
    ),
    Mutation(
        "scheduler/problem/cover.py",
        "needs[hour] - _from_history(problem, places, counted)",
        "needs[hour]",
        "coverage_hours",
    ),
    Mutation("scheduler/problem/cover.py", "range(day - (2 if reached else 1), ", "range(day, ", "coverage_hours"),
    Mutation("scheduler/problem/cover.py", "(2 if reached else 1)", "1", "team_skill"),
    Mutation("scheduler/problem/times.py", "shift.finish + shift.call_minutes", "shift.finish", "team_skill"),
    Mutation("scheduler/problem/options.py", "both = met[:, :-1] & met[:, 1:]", "both = met[:, :-1]", "eligibility"),
    Mutation("scheduler/problem/options.py", "if last < horizon.days:", "if last < horizon.days - 1:", "eligibility"),
    Mutation("scheduler/problem/options.py", "blocked &= reach >", "blocked &= reach >=", "eligibility"),
    Mutation("scheduler/problem/options.py", "blocked &= day >= first", "blocked &= day > first", "eligibility"),
    Mutation("models/absence.py", "or leave.begins_whole:", "or leave.starts_at is None:", "eligibility"),
    Mutation(
        "models/absence.py", "shift.finish + shift.call_minutes) > begins", "shift.finish) > begins", "eligibility"
    ),
    Mutation("scheduler/problem/problem.py", "taken[first] -= leave.starts_at", "pass", "minutes"),
    Mutation("scheduler/problem/problem.py", "np.minimum(most, counted[person] + share)", "share", "minutes"),
    Mutation(
        "scheduler/problem/options.py",
        "numbers = range(7) if weekdays is None else",
        "numbers = range(7) if True else",
        "eligibility",
    ),
    Mutation("scheduler/problem/pay.py", "(minutes * cents + 30) // 60", "minutes * cents // 60", "labour_cost"),
    Mutation("scheduler/problem/pay.py", "(holiday + 3000) // 6000", "holiday // 6000", "labour_cost"),
    Mutation("scheduler/problem/pay.py", "base + own[:, None, None] * on_top", "base + on_top", "labour_cost"),
    Mutation("scheduler/problem/times.py", "np.minimum(cover_end, end)", "end", "coverage_hours"),
    Mutation("scheduler/problem/problem.py", "if first[person] <= day < 0:", "if first[person] < day < 0:"),
    Mutation("scheduler/rulebook.py", "if item.in_force(horizon.start, horizon.end)]", "]"),
    Mutation(
        "scheduler/rules/assignments.py",
        "low = wanted.min if (begin, end) == (first, last) else None",
        "low = wanted.min",
    ),
    Mutation("scheduler/rules/complete_weekend.py", "other < ctx.problem.days", "other < ctx.problem.days - 1"),
    Mutation("scheduler/rules/consecutive.py", "range(start, start + most + 1)]", "range(start, start + most)]"),
    Mutation("scheduler/rules/consecutive.py", "units=least - length)", "units=1)"),
    Mutation("scheduler/rules/consecutive.py", "and last >= -1:", "and last >= 0:"),
    Mutation(
        "scheduler/rules/coverage_hours.py",
        "under = (cost - before) // 60 * part.minutes",
        "under = (cost - before) * part.minutes",
    ),
    Mutation(
        "scheduler/rules/coverage_hours.py",
        "under = (cost - before) // 60 * part.minutes",
        "under = cost // 60 * part.minutes",
    ),
    Mutation("scheduler/rules/coverage_hours.py", "part.need - skipped, under", "part.need, under"),
    Mutation(
        "scheduler/rules/coverage_hours.py",
        "need if here == costs else 0 for need, here",
        "need if True or here == costs else 0 for need, here",
    ),
    Mutation("scheduler/rules/coverage_hours.py", "at = clock // 60 == hour", "at = clock // 60 >= hour"),
    Mutation(
        "models/demand.py",
        "return self.target if self.ample is None else self.ample",
        "return self.target",
        "coverage_hours",
    ),
    Mutation(
        "scheduler/rules/coverage_shift.py",
        "need.target if capped and over else None",
        "need.target if target and over else None",
    ),
    Mutation("scheduler/rules/minutes.py", "max(0, low - problem.leave_minutes(person, begin, end))", "max(0, low)"),
    Mutation("scheduler/rules/pins.py", "if not 0 <= day < lines.days:", "if not 0 <= day:"),
    Mutation(
        "scheduler/rules/requests.py",
        "works if wish.kind is WishKind.OFF else ~works",
        "~works if wish.kind is WishKind.OFF else works",
    ),
    Mutation("scheduler/rules/rest.py", "if rest >= limits.minutes:", "if rest > limits.minutes:"),
    Mutation("scheduler/rules/rest.py", "if start - end < rest)", "if start - end <= rest)"),
    Mutation(
        "scheduler/rules/succession.py", "first=-1, last=ctx.problem.days - 2", "first=0, last=ctx.problem.days - 2"
    ),
    Mutation("scheduler/rules/team_skill.py", "60 * h < team.end else 0", "60 * h <= team.end else 0"),
    Mutation("scheduler/rules/team_skill.py", "date not in team.dates", "date in team.dates"),
    Mutation(
        "scheduler/problem/options.py",
        "begin = first - 1 if _reaches_next_day(shift)",
        "begin = first if _reaches_next_day(shift)",
        "eligibility",
    ),
    Mutation("scheduler/problem/options.py", "max(0, last + 1), number]", "max(0, last), number]", "eligibility"),
    Mutation("scheduler/rules/eligibility.py", "and worked.area.id in one.areas", "and bool(one.areas)"),
    Mutation("scheduler/rules/weekends.py", "worked.add(one.day - weekend.index(weekday))", "worked.add(one.day)"),
    Mutation("scheduler/objective/fairness.py", "max(0, ceil(share))) for p", "max(0, floor(share))) for p"),
    Mutation("scheduler/rules/budget_cap.py", "units = -(-(total", "units = ((total"),
    Mutation("scheduler/rules/budget_cap.py", "if first <= period.last <= last:", "if first <= period.first <= last:"),
    Mutation("scheduler/rules/budget_cap.py", "self.constant += price * steps_of(", "self.constant += 0 * steps_of("),
    Mutation("scheduler/overtime.py", "max(first, problem.first_known[person])", "max(first, 0)", "labour_cost"),
    Mutation("scheduler/overtime.py", "max(plan.total, begun), counted)", "plan.total, counted)", "labour_cost"),
    Mutation("scheduler/problem/pay.py", "np.where(inside >= least,", "np.where(inside > least,", "labour_cost"),
    Mutation("scheduler/wages.py", "owed = max(0, total - plan.total) -", "owed = max(0, total) -", "labour_cost"),
    Mutation("scheduler/wages.py", "min(cap, one.paid_minutes))", "one.paid_minutes)", "labour_cost"),
    Mutation(
        "scheduler/wages.py",
        "for limit in (plan.daily, plan.double) if limit is not None)\n\n\ndef",
        "for limit in (plan.daily,) if limit is not None)\n\n\ndef",
        "labour_cost",
    ),
    Mutation(
        "scheduler/objective/stability.py", "return ~ctx.cells.on(*cell, duty)", "return ctx.cells.on(*cell, duty)"
    ),
    Mutation("scheduler/context.py", "charge(lit, -coef)", "charge(lit, -1)", "pairing"),
    Mutation(
        "scheduler/context.py",
        "row, least = touched.row, -touched.coefs.count(-1)",
        "row, least = touched.row, 0",
        "pairing",
    ),
    Mutation("scheduler/periods.py", "date = horizon.start.replace(day=1)", "date = horizon.start", "assignments"),
    Mutation("scheduler/problem/pay.py", "shift.finish + shift.call_minutes", "shift.finish", "labour_cost"),
    Mutation(
        "scheduler/problem/scopes.py",
        "scope.without_shift_tags and shift.tags & scope",
        "scope.without_shift_tags and not shift.tags & scope",
        "assignments",
    ),
    Mutation("scheduler/rules/assignments.py", "return [~ctx.works(", "return [ctx.works("),
    Mutation("scheduler/rules/concurrent.py", "(ends >= end)", "(ends > end)"),
    Mutation("scheduler/rules/concurrent.py", "most=bound.limits.max - past", "most=bound.limits.max"),
    Mutation("scheduler/rules/concurrent.py", "any_day, first=lines.known_from(person.id)", "any_day, first=0"),
    Mutation("scheduler/rules/free_block.py", "range(first, last - length + 2)", "range(first, last - length + 1)"),
    Mutation(
        "scheduler/rules/free_block.py", "age > max(0, self.span - self.days)", "age >= max(0, self.span - self.days)"
    ),
    Mutation(
        "scheduler/rules/headcount.py",
        "if first <= day <= last]\n        if inside",
        "if first < day <= last]\n        if inside",
    ),
    Mutation("scheduler/rules/free_time.py", "(ends > opens) & (ends <= latest)", "(ends > opens) & (ends < latest)"),
    Mutation("scheduler/rules/free_time.py", "free, age = min(free, 0), self.never", "free, age = 0, self.never"),
    Mutation("scheduler/rules/free_time.py", "free_since = max(free_since, end)", "free_since = start"),
    Mutation("scheduler/rules/headcount.py", "need=limits.min or 0", "need=0"),
    Mutation("scheduler/rules/hours.py", "(ends[near] > opens)", "(ends[near] >= opens)"),
    Mutation(
        "scheduler/rules/near_time_off.py",
        "*range(-limits.after, 0)):\n        near",
        "*range(-limits.after + 1, 0)):\n        near",
    ),
    Mutation("scheduler/rules/pairing.py", "if partner.id != person.id]", "]"),
    Mutation("scheduler/rules/pairing.py", 'Place.AREA: ("", area)', 'Place.AREA: ("", "")'),
    Mutation("scheduler/rules/pattern.py", "for start in range(known, lines", "for start in range(0, lines"),
    Mutation("scheduler/rules/pattern.py", "whole, first=-problem.history", "whole, first=0"),
    Mutation("scheduler/rules/pattern.py", "int(done >= self.own and not fits)", "int(done > self.own and not fits)"),
    Mutation("scheduler/rules/qualified.py", "| ~overnight[None, :])", "| overnight[None, :])"),
    Mutation("scheduler/rules/rest.py", "if k.area.location != site])", "if k.area.location == site])"),
    Mutation("scheduler/rules/succession.py", "(starts > high))[0]", "(starts >= high))[0]"),
    Mutation(
        "scheduler/rules/variety.py", "low = wanted.min if (begin, end) == (first, last) else None", "low = wanted.min"
    ),
    Mutation("scheduler/rules/weekends.py", "low = wanted.min if whole else None", "low = wanted.min"),
    Mutation(
        "scheduler/rules/weekends.py", "for later in range(1, self.window))", "for later in range(2, self.window))"
    ),
    Mutation(
        "scheduler/objective/activation.py",
        "is not None and person.id not in bound.limits.active and",
        "is not None and",
    ),
)


class Planter(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a module whose text has the mistake in it."""

    def __init__(self, mutation: Mutation) -> None:
        self.mutation, self.path = mutation, ROOT / mutation.file
        self.text = self.path.read_text(encoding="utf-8").replace(mutation.old, mutation.new, 1)

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Only for the module that is changed."""
        del path, target
        return importlib.util.spec_from_loader(name, self) if name == self.mutation.module else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed text as the module's own."""
        exec(compile(self.text, self.path, "exec"), module.__dict__)  # noqa: S102 - the project's own source


def judge(mutation: Mutation) -> str | None:
    """What of the contract the mutant breaks first; examples of the changed family are played before the others."""
    planter = Planter(mutation)
    if planter.text == planter.path.read_text(encoding="utf-8"):
        return None
    sys.meta_path.insert(0, planter)
    if mutation.module.startswith("models."):
        for name in [name for name in sys.modules if name.split(".")[0] in {"models", "fixtures"}]:
            del sys.modules[name]
    own = mutation.first or Path(mutation.file).stem
    try:
        contract = importlib.import_module("tests.scheduler.contract")
        for family in sorted(contract.families(), key=lambda name: name != own):
            for play in contract.plays(family):
                for check in contract.CHECKS:
                    check(play)
    except Exception as error:  # noqa: BLE001 - whatever it is, the mistake did not stay hidden
        return f"{type(error).__name__}: {error}"[:300]
    return None


def main() -> None:
    """Judge every mutant, two at a time."""
    for name in PRELOADED:
        importlib.import_module(name)
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        print(json.dumps(pool.map(judge, MUTATIONS, chunksize=1)))  # noqa: T201 - read by the test


if __name__ == "__main__":
    main()
