"""What a process remembers is bounded, and made once."""

from api.remembered import Remembered


def test_a_value_is_made_once() -> None:
    known, made = Remembered[str, str](2), list[str]()

    def make() -> str:
        made.append("made")
        return f"value {len(made)}"

    assert [known.get_or_make("key", make) for _ in range(3)] == ["value 1"] * 3
    assert known.get("key") == "value 1"
    assert known.get("other") is None


def test_those_made_first_are_forgotten_first() -> None:
    known = Remembered[int, int](2)
    for number in (1, 2, 2, 3):
        known.put(number, 10 * number)
    assert [known.get(number) for number in (1, 2, 3)] == [None, 20, 30]


def test_nothing_is_left_when_told_to_forget() -> None:
    known = Remembered[int, int](2)
    known.put(1, 10)
    known.forget()
    assert known.get(1) is None
