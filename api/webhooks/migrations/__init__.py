"""Alembic revisions of webhooks."""
