"""Revisions of the tables of budget plans."""
