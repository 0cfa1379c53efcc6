"""What the routes of keys take and give."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from api.auth.caller import Caller
from api.auth.rights import Right, Role
from models.base import Noun

Name = Annotated[str, Field(min_length=1, max_length=200)]


class NewKey(Noun):
    """A key that is asked for."""

    name: Name
    """Who or what will use it."""
    role: Role
    departments: tuple[Name, ...] | None = None
    """The departments that it may know of; all when absent."""
    person: Name | None = None
    """The member of staff whose key it is."""
    expires: AwareDatetime | None = None


class Key(Noun):
    """A key, without its secret."""

    id: str
    name: str
    role: Role
    departments: tuple[str, ...] | None = None
    person: str | None = None
    made_at: AwareDatetime
    made_by: str
    expires: AwareDatetime | None = None
    revoked_at: AwareDatetime | None = None


class MadeKey(Noun):
    """A key that was just made; the only time that its token is shown."""

    key: Key
    token: str


class Me(Noun):
    """The caller's own key and what it allows."""

    caller: Caller
    rights: tuple[Right, ...]
