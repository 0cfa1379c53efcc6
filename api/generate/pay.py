"""Pay rules in cents, from the reference document's dollars.

Charge and preceptor pay, pay for being called back, and the premium for short rest are left out: they hang on
what happens during the month, not on the roster.
"""

from api.generate.draw import whole
from api.generate.reference import Reference
from models.budget import Differential, PayRules
from models.calendar import Weekday


def pay_rules(book: Reference) -> PayRules:
    """Evening, night and weekend differentials, holiday and overtime premium, standby."""
    rates = book.pay_rules
    evening, night = rates.evening_window, rates.night_window
    eleven = night[0]
    return PayRules(
        differentials=(
            _extra("evening", rates.evening_diff, *evening),
            _extra("night", rates.night_diff, *night),
            # The weekend lasts from Friday to Sunday at the hour at which nights begin.
            _extra("weekend", rates.weekend_diff, eleven, eleven, weekdays=frozenset({Weekday.FRI, Weekday.SAT})),
        ),
        holiday_percent=whole((rates.holiday_mult - 1) * 100),
        overtime_percent=whole((rates.ot_mult - 1) * 100),
        standby_cents_per_hour=whole(rates.standby_rate * 100),
    )


def _extra(
    name: str, dollars: float, start: int, end: int, *, weekdays: frozenset[Weekday] = frozenset(Weekday)
) -> Differential:
    return Differential(id=name, cents_per_hour=whole(dollars * 100), start=start, end=end, weekdays=weekdays)
