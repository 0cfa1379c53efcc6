"""Places that results are written to, tried before the work begins."""

import tempfile
from pathlib import Path

from models.errors import InputError


def prepare_folder(out: Path) -> None:
    """Make the folder; raises `InputError` when nothing could be written there once the work is done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        advice = "Name a folder that may be written to with --out."
        raise InputError(str(out), f"cannot be written: {error.strerror}.", advice) from error


def prepare(out: Path) -> None:
    """The same for a file that ends in ``.json``, or for a folder."""
    is_file = out.suffix == ".json" and not out.is_dir()
    prepare_folder(out.parent if is_file else out)
