"""Requests that may be sent again: the second time they are answered like the first, and nothing is done twice."""
