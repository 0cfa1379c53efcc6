"""Alembic revisions of evidence."""
