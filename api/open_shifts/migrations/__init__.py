"""Alembic revisions of open shifts."""
