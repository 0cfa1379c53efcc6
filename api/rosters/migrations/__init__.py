"""Alembic revisions of rosters."""
