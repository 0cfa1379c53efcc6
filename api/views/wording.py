"""Names, money and durations as people read them."""

import unicodedata

from models.calendar import clock_text

PENALTY = "penalty"
"""Currency of public benchmark instances: a cent is one penalty point."""
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_JOINERS = "\u200c\u200d"
_WHOLE_ABOVE = 100_00
_FINE_PERCENT = 0.1


def plain(text: str) -> str:
    """The text on one line, without control characters, direction overrides and lone surrogates.

    Names come from other systems; shown unchecked they could break a calendar's line, hide themselves, or
    turn the words after them around.
    """
    kept = (one if one in _JOINERS or unicodedata.category(one)[0] != "C" else " " for one in text)
    return " ".join("".join(kept).split())


def money(cents: int, currency: str) -> str:
    """Cents in the currency: ``$1,234``, ``$12.50`` below a hundred, ``1,234 points`` for penalties."""
    if currency == PENALTY:
        return f"{_signed(cents)}{abs(cents):,} {'point' if abs(cents) == 1 else 'points'}"
    exact = abs(cents) < _WHOLE_ABOVE and cents % 100 != 0
    amount = f"{abs(cents) / 100:,.2f}" if exact else f"{round(abs(cents) / 100):,}"
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    return f"{_signed(cents)}{symbol}{amount}"


def compact_money(cents: int, currency: str) -> str:
    """Money for an axis: ``$1.2k``, ``$3.4M``, ``560``."""
    value = cents if currency == PENALTY else cents / 100
    symbol = "" if currency == PENALTY else _SYMBOLS.get(currency, f"{currency} ")
    for size, suffix in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{symbol}{value / size:.4g}{suffix}"
    return f"{symbol}{value:.4g}"


def duration(minutes: int) -> str:
    """Minutes as hours and minutes: ``45 min``, ``3 h``, ``7 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h" + (f" {rest} min" if rest else "")


def person_hours(minutes: int) -> str:
    """Person-minutes as ``4 person-hours``, ``1.5 person-hours``."""
    hours = f"{minutes / 60:,.1f}".removesuffix(".0")
    return f"{hours} person-hour{'' if hours == '1' else 's'}"


def percent(share: float) -> str:
    """A share in percent, one digit after the point, more when it is tiny: ``1.2 %``, ``0.04 %``."""
    value = share * 100
    return f"{value:.1f} %" if value >= _FINE_PERCENT or value == 0 else f"{value:.2g} %"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 hole``, ``2 holes``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _signed(cents: int) -> str:
    return "-" if cents < 0 else ""


def clock_span(start: int | None, end: int | None) -> str:
    """Minutes of a local day as ``07:00–15:30``; nothing without both."""
    return "" if start is None or end is None else f"{clock_text(start)}–{clock_text(end)}"
