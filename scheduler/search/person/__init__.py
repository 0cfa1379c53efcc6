"""The best whole-horizon line of one person, given a price for every cell: a fast engine, a generic one, one face."""

from scheduler.search.person.optimiser import Answer, PersonOptimiser

__all__ = ["Answer", "PersonOptimiser"]
