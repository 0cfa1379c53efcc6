"""Alembic revisions of self-service."""
