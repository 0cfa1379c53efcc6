"""Rows of the master: all, or those on which some open cells bear, with the slacks that charge them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.search.columns.demand import Demand, Floats, Ints, Segment


@dataclass(frozen=True, eq=False)
class Section:
    """A linear program without lines: a row for each kept row of the demand, then one for each person."""

    place: Ints
    """(rows of the demand,): each one's row here, -1 where it is left out."""
    sides: Floats
    costs: Floats
    """Of the slacks: segments, then a missing line for each person."""
    upper: Floats
    index: Ints
    """(slacks,): each one's row."""
    value: Floats
    constant: float
    """What the rows cost at their levels, and those left out altogether."""
    segments: list[Segment]
    """Slacks of kept rows."""

    @property
    def slacks(self) -> int:
        """Columns before those of the pool."""
        return len(self.costs)

    @property
    def kept(self) -> int:
        """Rows of the demand here."""
        return len(self.sides) - (len(self.costs) - len(self.segments))

    @classmethod
    def of(cls, demand: Demand, chosen: NDArray[np.bool_], counts: Floats) -> "Section":
        """The chosen (rows,); the others stay at these counts, and are chosen as well where that breaks a hard rule."""
        charge = demand.charge(counts)
        chosen = chosen | np.isinf(charge)
        level, at_level, segments = demand.segments
        segments = [piece for piece in segments if chosen[piece.row]]
        place = np.where(chosen, np.cumsum(chosen) - 1, -1)
        own, people = int(chosen.sum()), demand.people
        missing = 10.0 * demand.hard_price
        return cls(
            place=place,
            sides=np.concatenate([level[chosen], np.ones(people)]),
            costs=np.array([*(piece.price for piece in segments), *[missing] * people]),
            upper=np.array([*(piece.most for piece in segments), *[1.0] * people]),
            index=np.array([*(place[piece.row] for piece in segments), *range(own, own + people)], dtype=np.intp),
            value=np.array([*(float(piece.sign) for piece in segments), *[1.0] * people]),
            constant=float(at_level[chosen].sum() + charge[~chosen].sum()),
            segments=segments,
        )
