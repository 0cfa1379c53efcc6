"""Files that are either the old ones or the new ones, never half of one."""

import os
import tempfile
from pathlib import Path

from models.errors import InputError

_MODE = 0o644
"""mkstemp makes files that their owner alone may read; what is written here is meant to be handed on."""


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside the target, then put it in its place in one step; answers the path.

    Folders are made as needed. Raises `InputError` where nothing can be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        advice = "Check that the folder can be written and has room."
        raise InputError(str(path), f"cannot be written: {error.strerror}.", advice) from error
    return path


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".radroster-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_MODE)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
