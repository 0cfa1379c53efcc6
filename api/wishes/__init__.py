"""Wishes of staff for days and duties, taken until the deadline of a request period."""
