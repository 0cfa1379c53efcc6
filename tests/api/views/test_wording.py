import pytest

from api.views.wording import clock_span, compact_money, counted, duration, money, percent, person_hours, plain


@pytest.mark.parametrize(
    ("cents", "currency", "text"),
    [
        (123_456_00, "USD", "$123,456"),
        (1250, "USD", "$12.50"),
        (1200, "USD", "$12"),
        (-1250, "EUR", "-€12.50"),
        (100_49, "GBP", "£100"),
        (990_00, "CHF", "CHF 990"),
        (1695, "penalty", "1,695 points"),
        (1, "penalty", "1 point"),
    ],
)
def test_money_is_written_as_its_currency_is(cents: int, currency: str, text: str) -> None:
    assert money(cents, currency) == text


@pytest.mark.parametrize(
    ("cents", "currency", "text"),
    [(24_000_000, "USD", "$240k"), (1_234_567_800, "USD", "$12.35M"), (560, "penalty", "560"), (50, "USD", "$0.5")],
)
def test_money_on_an_axis_is_short(cents: int, currency: str, text: str) -> None:
    assert compact_money(cents, currency) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann\r\nLee", "Ann Lee"),
        ("  a \t b\x00c ", "a b c"),
        ("\u202eeel\u2066", "eel"),
        ("\ud800x", "x"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("José Ñandú", "José Ñandú"),
    ],
)
def test_plain_text_keeps_letters_of_all_scripts_and_nothing_that_controls(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_times_are_written_in_hours() -> None:
    assert [duration(minutes) for minutes in (0, 45, 60, 450)] == ["0 min", "45 min", "1 h", "7 h 30 min"]
    hours = [person_hours(minutes) for minutes in (60, 90, 74_074_020)]
    assert hours == ["1 person-hour", "1.5 person-hours", "1,234,567 person-hours"]
    assert clock_span(1380, 1620) == "23:00–03:00"
    assert clock_span(None, 60) == ""


def test_small_shares_keep_a_digit() -> None:
    assert [percent(share) for share in (0, 0.0004, 0.012, 1)] == ["0.0 %", "0.04 %", "1.2 %", "100.0 %"]


def test_nouns_follow_their_number() -> None:
    assert counted(1, "person", "people") == "1 person"
    assert counted(1200, "person", "people") == "1,200 people"
    assert counted(0, "day") == "0 days"
