"""Run by Alembic: on the connection that migrate.py hands over, inside the transaction it has begun."""

from alembic import context

from store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
