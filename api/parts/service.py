"""Things put into a part of a department and taken out of it: each change is the next version of the document."""

from api.auth.caller import Caller
from api.departments import service
from api.departments.schemas import StoredDepartment
from api.errors import ConflictError, NotFoundError
from api.parts.part import N, Part
from api.storage.database import Database
from models.department import Department
from models.errors import InputError
from scheduler.rulebook import bind


def listed(
    database: Database, caller: Caller, department: str, part: Part[N], *, version: int | None, after: str, limit: int
) -> tuple[list[N], int]:
    """Things in order of their keys, above `after`, and the version that they stand in."""
    kept = service.get(database, caller, department, version)
    things = sorted((one for one in part.things(kept.document) if part.key(one) > after), key=part.key)
    return things[:limit], kept.version


def get(
    database: Database, caller: Caller, department: str, part: Part[N], key: str, *, version: int | None = None
) -> tuple[N, int]:
    """One thing, and the version of the department that it stands in."""
    kept = service.get(database, caller, department, version)
    return _found(kept.document, part, key), kept.version


def put(
    database: Database, caller: Caller, department: str, part: Part[N], key: str, thing: N, *, expected: int | None,
    why: str = "",
) -> StoredDepartment:  # fmt: skip
    """Put a thing in the place of that of the same key, or behind all others.

    Raises `InputError` where it has another key, or the department would not hold with it, naming the place.
    """

    def placed(document: Department) -> Department:
        if part.key(thing) != key:
            told = f"is of the {part.noun} {part.key(thing)!r}, the path says {key!r}."
            raise InputError("body", told, "Make them the same.")
        return with_things(document, part, (thing,))

    return service.revise(database, caller, department, placed, expected=expected, why=why)


def remove(
    database: Database, caller: Caller, department: str, part: Part[N], key: str, *, expected: int | None, why: str = ""
) -> StoredDepartment:
    """Take a thing away; raises `ConflictError` where something else in the document still names it."""

    def without(document: Department) -> Department:
        _found(document, part, key)
        left = tuple(one for one in part.things(document) if part.key(one) != key)
        try:
            return _holding(document.revised(**{part.field: left}))
        except InputError as error:
            told = f"The {part.noun} {key!r} is still needed: {error.place}: {error.problem}"
            raise ConflictError(told, "Change that place first.") from error

    return service.revise(database, caller, department, without, expected=expected, why=why)


def with_things(document: Department, part: Part[N], things: tuple[N, ...]) -> Department:
    """The document with things in the places of those of the same keys, or behind the others, checked as a whole."""
    given = {part.key(one): one for one in things}
    stay = tuple(given.pop(key, one) if (key := part.key(one)) in given else one for one in part.things(document))
    return _holding(document.revised(**{part.field: (*stay, *given.values())}))


def _holding(document: Department) -> Department:
    """The same document, of which policy understands every item; raises `InputError`."""
    bind(document)
    return document


def _found(document: Department, part: Part[N], key: str) -> N:
    found = part.find(document, key)
    if found is None:
        raise NotFoundError.of(part.noun, key)
    return found
