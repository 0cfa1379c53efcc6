"""Figures of a list of seconds, as the tables of the studies show them."""

from collections.abc import Sequence


def quantile(values: Sequence[float], share: float) -> float:
    """The least value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def row(seconds: Sequence[float]) -> str:
    """Median, 95th percentile and most, to the millisecond."""
    return " | ".join(f"{quantile(seconds, share):.3f}" for share in (0.5, 0.95, 1.0))
