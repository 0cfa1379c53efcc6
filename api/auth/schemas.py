"""What the routes of keys take and give."""

from pydantic import AwareDatetime

from api.auth.caller import Caller
from api.auth.rights import Right
from api.auth.standing import Name, Standing
from models.base import Noun


class NewKey(Standing):
    """A key that is asked for."""

    name: Name
    """Who or what will use it."""
    expires: AwareDatetime | None = None


class Key(Standing):
    """A key, without its secret."""

    id: str
    name: str
    made_at: AwareDatetime
    made_by: str
    expires: AwareDatetime | None = None
    revoked_at: AwareDatetime | None = None


class MadeKey(Noun):
    """A key that was just made; the only time that its token is shown."""

    key: Key
    token: str


class Me(Noun):
    """The caller, and what the role allows."""

    caller: Caller
    rights: tuple[Right, ...]
