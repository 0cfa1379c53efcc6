"""The payroll: every paid minute of everybody as lines with rate, rule and citation, in whole cents.

Exact: integers throughout, each kind of pay rounded to the cent once for each stint, half up, and premiums once for
each period, spread over its lines so that they add up. Nothing here is shared with the cost term that rosters are
optimised by; the two are compared in the tests.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.budget.differentials import earned_minutes, holiday_minutes
from api.budget.tiers import Tier, tiers
from models.budget import PayRules
from models.calendar import Horizon
from models.department import Department
from models.pay import PayCode, PayLine, Stint, StintKind
from models.pay_plans import PLANS, OvertimePlan
from models.staff import Contract, Employment, Person

CONTRACT, HOUSE = "employment contract", "pay rules of the department"
REGULAR_RATE = "29 CFR 778.109: straight pay of the period over its hours worked"
MEAL = "Cal. Labor Code 226.7(c); Ferra v. Loews Hollywood Hotel (2021) 11 Cal. 5th 858"
CALL_BACK_MINIMUM = "29 CFR 778.220: not hours worked"
STANDBY = "29 CFR 785.17: free at home, not hours worked"
DOUBLE_IS = 2
"""Double time earns the overtime premium twice."""
PREMIUM_HOLIDAY = 50
"""From this percent on holiday pay is a premium that stays out of the regular rate (29 USC 207(e)(6))."""


class OvertimeBasis(StrEnum):
    """What the premium of an overtime minute is a share of."""

    REGULAR_RATE = "regular_rate"
    """Straight pay over hours, differentials included, as the law asks."""
    BASE_WAGE = "base_wage"
    """The wage alone, as the cost term prices it while a roster is searched."""


@dataclass(frozen=True, slots=True)
class _Payee:
    """One person with what decides their pay."""

    person: Person
    contract: Contract
    rules: PayRules
    horizon: Horizon
    basis: OvertimeBasis
    seventh_day: bool

    @property
    def plan(self) -> OvertimePlan | None:
        plan = PLANS.get(self.contract.overtime)
        return plan if plan is None or self.seventh_day else plan.model_copy(update={"seventh_day": False})

    @property
    def agency(self) -> bool:
        return self.contract.employment is Employment.TRAVELER


def pay(
    department: Department,
    stints: Iterable[Stint],
    *,
    basis: OvertimeBasis = OvertimeBasis.REGULAR_RATE,
    seventh_day: bool = True,
) -> tuple[PayLine, ...]:
    """Lines of everybody for the days of the horizon, by person and date, whatever the order of the stints.

    Stints before the horizon are not paid again, but count in the periods that reach over its start. Without
    `seventh_day` that is a day like others, as the cost term reckons.
    """
    by_person: defaultdict[str, list[Stint]] = defaultdict(list)
    for stint in stints:
        by_person[stint.person].append(stint)
    lines: list[PayLine] = []
    for person in department.staff:
        contract = department.contract_by_id[person.contract]
        payee = _Payee(person, contract, department.pay, department.horizon, basis, seventh_day)
        lines += _pay_person(payee, by_person[person.id])
    return tuple(lines)


def _pay_person(payee: _Payee, stints: Sequence[Stint]) -> list[PayLine]:
    by_period: defaultdict[dt.date, list[Stint]] = defaultdict(list)
    for stint in sorted(stints, key=lambda one: (one.starts, one.ends, one.kind)):
        by_period[_period_start(payee, stint.date)].append(stint)
    lines = [line for first, part in sorted(by_period.items()) for line in _pay_period(payee, part, first)]
    horizon = payee.horizon
    lines = [line for line in lines if horizon.start <= line.date <= horizon.end]
    return sorted(lines, key=lambda line: line.date)


def _period_start(payee: _Payee, date: dt.date) -> dt.date:
    """First day of the period in which the person's overtime on a date is reckoned."""
    horizon = payee.horizon
    if payee.plan is None or payee.plan.period == "week":
        return date - dt.timedelta(days=(date.weekday() - horizon.week_start.number) % 7)
    anchor = horizon.pay_period_anchor or horizon.start
    return date - dt.timedelta(days=(date - anchor).days % horizon.pay_period_days)


def _pay_period(payee: _Payee, stints: Sequence[Stint], first: dt.date) -> list[PayLine]:
    """Straight pay and what comes on top, then the premiums, whose rate hangs on the whole period."""
    found = tiers(payee.plan, stints, first=first)
    straight = [*_straight(payee, found), *(line for stint in stints for line in _on_top(payee, stint))]
    rate = _Rate.of(payee, straight, sum(stint.worked for stint in stints))
    return [*straight, *_premiums(payee, found, rate), *_meals(payee, stints, rate), *_call_backs(payee, found, stints)]


def _line(stint: Stint, code: PayCode, minutes: int, **more: object) -> PayLine:
    where = {"person": stint.person, "date": stint.date, "area": stint.area, "shift": stint.shift}
    return PayLine.model_validate({**where, "code": code, "minutes": minutes, **more})


def _straight(payee: _Payee, found: Iterable[Tier]) -> Iterator[PayLine]:
    """The wage for every minute worked; parts of a stint add up to what the whole stint is rounded to."""
    wage, before = payee.person.hourly_cents, 0
    last: Stint | None = None
    for tier in found:
        before = before if tier.stint is last else 0
        last = tier.stint
        cents = _hourly(before + tier.minutes, wage) - _hourly(before, wage)
        before += tier.minutes
        code = PayCode.AGENCY if payee.agency else tier.code
        rule, citation = (tier.rule, tier.citation) if tier.citation else ("wage", CONTRACT)
        yield _line(tier.stint, code, tier.minutes, rate=wage * 100, cents=cents, rule=rule, citation=citation)


def _on_top(payee: _Payee, stint: Stint) -> Iterator[PayLine]:
    """Standby, differentials and holiday pay of one stint; agency staff get none of it."""
    rules, horizon = payee.rules, payee.horizon
    if payee.agency:
        return
    if stint.kind is StintKind.STANDBY:
        rate = rules.standby_cents_per_hour
        cents = _hourly(stint.elapsed, rate)
        yield _line(
            stint, PayCode.STANDBY, stint.elapsed, rate=rate * 100, cents=cents, rule="standby", citation=STANDBY
        )
        return
    for one in rules.differentials:
        minutes, rate = earned_minutes(horizon, one, stint), one.cents_per_hour
        if minutes:
            yield _line(
                stint, PayCode.DIFFERENTIAL, minutes, rate=rate * 100, cents=_hourly(minutes, rate), rule=one.id,
                citation=HOUSE,
            )  # fmt: skip
    minutes, share = holiday_minutes(horizon, stint), payee.person.hourly_cents * rules.holiday_percent
    if minutes and share:
        cents = (minutes * share + 3000) // 6000
        yield _line(stint, PayCode.HOLIDAY, minutes, rate=share, cents=cents, rule="holiday", citation=HOUSE)


@dataclass(frozen=True, slots=True)
class _Rate:
    """Cents paid for so many minutes: what a premium is a share of."""

    cents: int
    minutes: int
    rule: str
    citation: str

    @classmethod
    def of(cls, payee: _Payee, straight: Iterable[PayLine], worked: int) -> "_Rate":
        if payee.basis is OvertimeBasis.BASE_WAGE or not worked:
            return cls(payee.person.hourly_cents, 60, "base wage", CONTRACT)
        out = {PayCode.HOLIDAY} if payee.rules.holiday_percent >= PREMIUM_HOLIDAY else set()
        return cls(sum(line.cents for line in straight if line.code not in out), worked, "regular rate", REGULAR_RATE)

    def share(self, percent: int, minutes: int) -> int:
        """Cents of so many minutes at a percentage of the rate, half up."""
        below = 100 * self.minutes
        return (2 * self.cents * percent * minutes + below) // (2 * below)

    def hourly(self, percent: int) -> int:
        """The same for an hour, in hundredths of a cent."""
        return (2 * self.cents * percent * 60 + self.minutes) // (2 * self.minutes)


def _premiums(payee: _Payee, found: Iterable[Tier], rate: _Rate) -> Iterator[PayLine]:
    """What overtime minutes earn above straight pay, rounded once for the period."""
    percent, seen = payee.rules.overtime_percent, 0
    if payee.agency or not percent:
        return
    for tier in found:
        if tier.code is not PayCode.REGULAR:
            double = tier.code is PayCode.DOUBLE
            times = DOUBLE_IS if double else 1
            cents = rate.share(percent, seen + times * tier.minutes) - rate.share(percent, seen)
            seen += times * tier.minutes
            code = PayCode.DOUBLE_PREMIUM if double else PayCode.OVERTIME_PREMIUM
            bearer = {"area": payee.person.home_area} if tier.by_period else {}
            yield _line(
                tier.stint, code, tier.minutes, rate=rate.hourly(percent * times), cents=cents,
                rule=f"{tier.rule}, {rate.rule}", citation=f"{tier.citation}; {rate.citation}", **bearer,
            )  # fmt: skip


def _meals(payee: _Payee, stints: Iterable[Stint], rate: _Rate) -> Iterator[PayLine]:
    """One premium for each day on which a meal was missed, however many were."""
    minutes, told = payee.rules.missed_meal_minutes, set()
    for stint in stints:
        if minutes and stint.meal_missed and not payee.agency and stint.date not in told:
            told.add(stint.date)
            yield _line(
                stint, PayCode.MISSED_MEAL, minutes, rate=rate.hourly(100), cents=rate.share(100, minutes),
                rule="missed meal", citation=MEAL,
            )  # fmt: skip


def _call_backs(payee: _Payee, found: Sequence[Tier], stints: Iterable[Stint]) -> Iterator[PayLine]:
    """The premium of minutes called in that are not overtime anyway, and the least that each call-back is paid."""
    rules, wage = payee.rules, payee.person.hourly_cents
    for stint in stints:
        if stint.kind is not StintKind.CALL_BACK or payee.agency:
            continue
        minutes = sum(tier.minutes for tier in found if tier.stint is stint and tier.code is PayCode.REGULAR)
        if minutes and rules.call_back_percent:
            share = wage * rules.call_back_percent
            cents = (minutes * share + 3000) // 6000
            yield _line(stint, PayCode.CALL_BACK, minutes, rate=share, cents=cents, rule="call-back", citation=CONTRACT)
        idle, share = max(0, rules.call_back_minutes - stint.worked), wage * (100 + rules.call_back_percent)
        if idle:
            cents = (idle * share + 3000) // 6000
            yield _line(
                stint, PayCode.CALL_BACK_MINIMUM, idle, rate=share, cents=cents, rule="call-back minimum",
                citation=CALL_BACK_MINIMUM,
            )  # fmt: skip


def _hourly(minutes: int, cents: int) -> int:
    """Cents for minutes at cents an hour, half up."""
    return (minutes * cents + 30) // 60
