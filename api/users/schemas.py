"""What the routes of users take and give."""

from typing import Annotated

from pydantic import AwareDatetime, Field, SecretStr

from api.auth.standing import Name, Standing
from models.base import Noun

Password = Annotated[SecretStr, Field(max_length=1024)]


class SignIn(Noun):
    """What a user signs in with."""

    name: Name
    password: Password


class SignedOut(Noun):
    """The answer to signing out."""

    signed_out: bool
    """Whether somebody was signed in."""


class NewPassword(Noun):
    """A password that a user changes."""

    current: Password
    new: Password


class SetPassword(Noun):
    """A password that is set for somebody else."""

    new: Password


class NewUser(Standing):
    """A user that is asked for."""

    name: Name
    """To sign in with; a short name, or an address of e-mail."""
    password: Password | None = None
    """Absent for somebody who signs in elsewhere alone."""


class UserChange(Standing):
    """All that can be changed about a user."""

    enabled: bool = True


class User(Standing):
    """A user, without the password."""

    id: str
    name: str
    enabled: bool
    version: int
    made_at: AwareDatetime
    made_by: str
