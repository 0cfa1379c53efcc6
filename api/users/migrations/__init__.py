"""Alembic revisions of users."""
