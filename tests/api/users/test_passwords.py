"""Passwords: long enough, not the first guess, and compared in the same time whoever they are said to be of."""

import statistics
import time

import pytest

from api.users import passwords
from models.errors import InputError


def test_a_password_is_kept_as_argon2id_and_matches_itself_alone() -> None:
    kept = passwords.hashed("four words nobody said", name="kim", place="password")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "nobody" not in kept
    assert kept != passwords.hashed("four words nobody said", name="kim", place="password")
    assert passwords.matches(kept, "four words nobody said")
    assert not passwords.matches(kept, "four words nobody say")
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("no hash", "four words nobody said")


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    kept = passwords.hashed("caf\u00e9 in the morning", name="kim", place="password")
    assert passwords.matches(kept, "cafe\u0301 in the morning")


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", "has 0 characters"),
        ("x" * 14, "has 14 characters"),
        ("ab" * 600, "has 1200 characters"),
        ("aaaaaaaaaaaaaaaaaaaa", "easily guessed"),
        ("abababababababab", "easily guessed"),
        ("Kim@Riverside.example 1", "easily guessed"),
        ("PASSWORD-password-1", "easily guessed"),
        ("radroster-radroster", "easily guessed"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(password: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as refused:
        passwords.hashed(password, name="kim@riverside.example", place="body.password")
    assert refused.value.place == "body.password"
    assert not password or password not in str(refused.value)


def test_a_hash_of_other_parameters_is_made_anew() -> None:
    from argon2 import PasswordHasher, profiles

    weak = PasswordHasher.from_parameters(profiles.CHEAPEST).hash("four words nobody said")
    strong = passwords.renewed(weak, "four words nobody said")
    assert passwords.matches(strong, "four words nobody said")
    assert strong.startswith("$argon2id$v=19$m=65536")
    assert passwords.renewed(strong, "four words nobody said") == strong


def test_nobodys_password_takes_as_long_to_refuse_as_somebodys() -> None:
    """A ratio within one run, and of medians: without the comparison it is a thousand, not ten."""
    kept = passwords.hashed("four words nobody said", name="kim", place="password")
    passwords.matches(kept, "wrong")

    def seconds(of: str | None) -> float:
        began = time.perf_counter()
        passwords.matches(of, "a wrong password")
        return time.perf_counter() - began

    somebody, nobody = (statistics.median(seconds(of) for _ in range(5)) for of in (kept, None))
    assert nobody > somebody / 10
