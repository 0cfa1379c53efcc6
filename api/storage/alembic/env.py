"""Alembic's entry: runs revisions on the connection that `api.storage.migrate` hands over, in its transaction."""

from alembic import context

from api.features import modules
from api.storage.base import Table

modules("tables")
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
