"""Versions of what several people edit: nobody overwrites what they have not seen."""

from api.errors import MissingVersionError, VersionConflictError


def require_version(what: str, *, actual: int, expected: int | None) -> None:
    """Raise unless the caller changes the version that there is."""
    if expected is None:
        raise MissingVersionError(f"{what} exists.", "Read it, and send its ETag as If-Match.")
    if expected != actual:
        told = f"{what} has version {actual} by now, not {expected}."
        raise VersionConflictError(told, "Read it again, and make the change anew.")
