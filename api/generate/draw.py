"""Seeded draws: one independent stream for each purpose, shares as exact head counts, whole-number splits."""

import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from api.generate.reference import Quantiles

Stream = np.random.Generator


def stream(seed: int, *purpose: str) -> Stream:
    """The generator of one purpose; adding a purpose leaves the draws of all others as they were."""
    return np.random.default_rng([seed, *(zlib.crc32(word.encode()) for word in purpose)])


def whole(value: float) -> int:
    """The nearest whole number, halves upwards."""
    return int(value + 0.5)


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """`total` split in proportion to the weights by largest remainder; the earlier one wins a tie."""
    if total == 0 or sum(weights) <= 0:
        return [0] * len(weights)
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda n: parts[n] - exact[n])
    for number in by_remainder[: total - sum(parts)]:
        parts[number] += 1
    return parts


def some(rng: Stream, members: Sequence[str], share: float) -> frozenset[str]:
    """`share` of the members, as many as that share rounds to: a share holds in every draw, who it is varies."""
    count = min(len(members), whole(share * len(members)))
    return pick(rng, members, count)


def pick(rng: Stream, members: Sequence[str], count: int) -> frozenset[str]:
    """`count` of the members, or all of them when they are fewer."""
    order = rng.permutation(len(members)).tolist()
    return frozenset(members[number] for number in order[:count])


def one_of(rng: Stream, shares: Mapping[str, float]) -> str:
    """One key, drawn by its share."""
    keys = list(shares)
    edges = np.cumsum([shares[key] for key in keys])
    return keys[min(len(keys) - 1, int(np.searchsorted(edges, rng.random() * edges[-1], side="right")))]


def wage_cents(quantiles: Quantiles, rank: float) -> int:
    """Cents per hour at a rank of 0.05 … 0.95, straight between and beyond the quantiles, to five cents."""
    dollars = np.interp(rank, [0.1, 0.5, 0.9], [quantiles.p10, quantiles.p50, quantiles.p90])
    slope = (quantiles.p50 - quantiles.p10) / 0.4 if rank < 0.5 else (quantiles.p90 - quantiles.p50) / 0.4  # noqa: PLR2004 - the median
    beyond = min(0.0, rank - 0.1) + max(0.0, rank - 0.9)
    return whole(float(dollars + slope * beyond) * 20) * 5
