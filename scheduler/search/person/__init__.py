"""The best whole-horizon line of one person, given a price for every cell: a fast engine, a generic one, one face."""

from scheduler.search.person.answer import Answer
from scheduler.search.person.optimiser import PersonOptimiser

__all__ = ["Answer", "PersonOptimiser"]
