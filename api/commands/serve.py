"""`radroster serve`."""

from typing import Annotated

import typer

DatabaseUrl = Annotated[
    str | None,
    typer.Option("--database-url", help="sqlite:///FILE or postgresql://USER@HOST/NAME; RADROSTER_DATABASE_URL too."),
]


def serve(
    *,
    database_url: DatabaseUrl = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = None,
    workers: Annotated[int | None, typer.Option(min=0, max=64, help="Worker processes to start.")] = None,
) -> None:
    """Serve HTTP with everything that belongs to it; on an empty machine, make the database and a first key."""
    from api.serving.server import run
    from api.settings import read_settings

    run(read_settings(database_url=database_url, host=host, port=port, workers=workers))
