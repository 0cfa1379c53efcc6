"""`radroster backup` and `radroster restore`."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from api.commands.serve import DatabaseUrl


def backup(
    file: Annotated[Path, typer.Argument(help="File to write the backup to.")], *, database_url: DatabaseUrl = None
) -> None:
    """Write everything that a service keeps to one file, while it runs."""
    from api.console import say
    from api.settings import read_settings
    from api.storage.backup import back_up
    from api.storage.database import Database

    with closing(Database(read_settings(database_url=database_url).database_url)) as database:
        back_up(database, file)
    say(f"Written to {file}")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup that radroster wrote.")],
    *,
    database_url: DatabaseUrl = None,
    replace: Annotated[bool, typer.Option(help="Replace what is in the database.")] = False,
) -> None:
    """Bring a database to what a backup holds; the service must not run meanwhile."""
    from api.console import say
    from api.settings import read_settings
    from api.storage.backup import restore as bring_back
    from api.storage.database import Database

    with closing(Database(read_settings(database_url=database_url).database_url)) as database:
        bring_back(database, file, replace=replace)
    say(f"Restored from {file}")
