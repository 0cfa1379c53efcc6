import pytest

from api.generate.draw import apportion, one_of, pick, some, stream, wage_cents, whole
from api.generate.reference import Quantiles

WAGES = Quantiles(p10=27, p50=37, p90=51)


@pytest.mark.parametrize(("value", "nearest"), [(0.49, 0), (0.5, 1), (1.5, 2), (2.5, 3)])
def test_halves_round_upwards(value: float, nearest: int) -> None:
    assert whole(value) == nearest


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [(7, [1, 1], [4, 3]), (10, [0.66, 0.18, 0.11, 0.05], [7, 2, 1, 0]), (0, [3, 1], [0, 0]), (5, [0, 0], [0, 0])],
)
def test_a_total_is_split_by_largest_remainder(total: int, weights: list[float], parts: list[int]) -> None:
    assert apportion(total, weights) == parts


def test_a_share_is_an_exact_number_of_people_in_every_draw() -> None:
    members = [f"p{number}" for number in range(31)]
    chosen = [some(stream(seed, "a share"), members, 0.25) for seed in range(20)]
    assert {len(group) for group in chosen} == {8}
    assert len(set(chosen)) > 10


def test_more_than_there_are_is_all_of_them() -> None:
    assert pick(stream(0, "few"), ["a", "b"], 5) == {"a", "b"}


def test_streams_of_two_purposes_differ_and_one_purpose_repeats() -> None:
    first, again, other = (stream(3, purpose).random() for purpose in ("names", "names", "leave"))
    assert first == again != other


def test_keys_are_drawn_by_their_shares() -> None:
    rng = stream(0, "keys")
    drawn = [one_of(rng, {"rare": 0.1, "never": 0.0, "often": 0.9}) for _ in range(2000)]
    assert drawn.count("never") == 0
    assert 140 < drawn.count("rare") < 260


@pytest.mark.parametrize(("rank", "cents"), [(0.1, 27_00), (0.3, 32_00), (0.5, 37_00), (0.9, 51_00), (0.95, 52_75)])
def test_wages_run_straight_between_and_beyond_the_quantiles(rank: float, cents: int) -> None:
    assert wage_cents(WAGES, rank) == cents
