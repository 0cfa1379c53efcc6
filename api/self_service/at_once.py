"""Whether a trade is approved at once: what of a department's rules for trades it does not keep."""

import datetime as dt
from collections.abc import Iterator, Sequence

from api.self_service.schemas import TradeRules
from api.self_service.trial import Trial, begins_at
from api.views.wording import duration, money
from models.department import Department
from models.requests import Assignment

NO_RULES = "The department approves none of these at once."


def held_back(trial: Trial, rules: TradeRules | None, *, moves: Sequence[Assignment], now: dt.datetime) -> list[str]:
    """Why a planner has to decide; nothing when the trade is approved at once.

    `moves` are the duties that change hands, each with the person who takes it.
    """
    if rules is None:
        return [NO_RULES]
    return [
        *_by_cost(trial, rules),
        *_by_notice(trial.department, rules, moves, now),
        *(_by_modality(trial.department, moves) if rules.same_modality else ()),
    ]


def _by_cost(trial: Trial, rules: TradeRules) -> Iterator[str]:
    currency = trial.department.currency
    if trial.hole_change > 0:
        yield f"It leaves {duration(trial.hole_change)} more below the least cover."
    if trial.cost_change > rules.most_cents:
        told = f"It costs {money(trial.cost_change, currency)} more"
        yield f"{told}, and {money(rules.most_cents, currency)} at most is approved at once."
    if trial.missed and not rules.new_misses:
        yield f"It misses what was kept before: {trial.missed[0].message}."
    if trial.overtime_change and not rules.overtime:
        yield f"It brings {duration(trial.overtime_change)} more of overtime."


def _by_notice(
    department: Department, rules: TradeRules, moves: Sequence[Assignment], now: dt.datetime
) -> Iterator[str]:
    first = min(begins_at(department, duty.date, duty.shift) for duty in moves)
    if first - now < dt.timedelta(hours=rules.notice_hours):
        yield f"It begins at {first:%Y-%m-%d %H:%M} UTC, in less than {rules.notice_hours} hours."


def _by_modality(department: Department, moves: Sequence[Assignment]) -> Iterator[str]:
    wanted = {department.area_by_id[duty.area].modality or duty.area for duty in moves}
    if len(moves) == 1:
        home = department.person_by_id[moves[0].person].home_area
        wanted.add("no home area" if home is None else department.area_by_id[home].modality or home)
    if len(wanted) > 1:
        yield f"It is not of one modality: {', '.join(sorted(wanted))}."
