"""A PostgreSQL server for tests: in a folder of its own, listening on a socket there and nowhere else."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPERUSER = "postgres"
OWNER = "radroster"
DEBIAN = "/usr/lib/postgresql"
"""Where Debian keeps the server's programs, which it does not put on the path."""


def server_program(name: str) -> str:
    """What to look for when a program of the server is wanted: its name, or Debian's newest one."""
    found = sorted(Path(DEBIAN).glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(found[-1]) if found else name


@contextmanager
def postgres_server(initdb: str) -> Iterator[str]:
    """A server that forgets everything at its end; answers the URL of its databases, to which a name is added."""
    folder = Path(tempfile.mkdtemp(prefix="radroster-pg-"))
    user = SUPERUSER if os.getuid() == 0 else None  # the server refuses to run as root
    if user:
        shutil.chown(folder, user)
    control = str(Path(initdb).with_name("pg_ctl"))
    data, options = str(folder / "data"), f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=200"

    def run(*command: str) -> None:
        environment = os.environ | {"LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, capture_output=True, cwd=folder, user=user, env=environment)

    run(initdb, "-D", data, "-A", "trust", "-U", OWNER, "--no-sync")
    run(control, "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://{OWNER}@/{{name}}?host={folder}"
    finally:
        run(control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
