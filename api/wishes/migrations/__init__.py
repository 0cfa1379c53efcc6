"""Alembic revisions of wishes."""
