"""`radroster audit verify`."""

from contextlib import closing

import typer

from api.commands.options import Json
from api.commands.serve import DatabaseUrl

SHOWN = 20


def verify_audit(*, database_url: DatabaseUrl = None, as_json: Json = False) -> None:
    """Go over the audit trail from its first event to its last; exit code 1 when something in it was changed."""
    from sqlalchemy import select

    from api.audit.chain import flaws
    from api.audit.tables import AuditHeadRow
    from api.console import print_json, say
    from api.settings import read_settings
    from api.storage.database import Database
    from api.storage.migrate import require_current

    with closing(Database(read_settings(database_url=database_url).database_url)) as database:
        require_current(database)
        with database.read() as session:
            found = list(flaws(session))
            events = session.scalar(select(AuditHeadRow.number)) or 0
    if as_json:
        print_json({"whole": not found, "events": events, "flaws": list(found)})
    else:
        say(f"Whole: {events} events, each tied to the one before." if not found else "Not whole:")
        for flaw in found[:SHOWN]:
            say(f"  {flaw}")
    raise typer.Exit(1 if found else 0)
