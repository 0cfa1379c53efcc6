"""A pack in one file: a ZIP whose folder is what `radroster verify --evidence` reads."""

import io
import zipfile

from api.evidence.pack import Pack

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can tell: the same pack gives the same bytes, whenever it is made."""


def archive_of(pack: Pack) -> bytes:
    """The files of a pack as a ZIP."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in pack.files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), file, zipfile.ZIP_DEFLATED)
    return content.getvalue()
