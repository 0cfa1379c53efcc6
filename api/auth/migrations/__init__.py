"""Alembic revisions of keys."""
