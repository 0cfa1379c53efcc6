"""Alembic revisions of idempotency keys."""
