"""Alembic revisions of jobs."""
