"""Alembic revisions of swaps."""
