"""Alembic revisions of feeds."""
