"""`radroster worker`."""

from api.commands.serve import DatabaseUrl


def worker(*, database_url: DatabaseUrl = None) -> None:
    """Take jobs from the queue of a service, on this machine or another one; Ctrl-C gives the job at work back."""
    from api.commands.interrupt import stop_on_signal
    from api.http.logs import log_to_stderr
    from api.jobs.worker import work
    from api.settings import read_settings
    from api.storage.database import Database
    from api.storage.migrate import migrate

    database = Database(read_settings(database_url=database_url).database_url)
    migrate(database)
    log_to_stderr()
    with stop_on_signal() as stop:
        work(database, stop)
    database.close()
