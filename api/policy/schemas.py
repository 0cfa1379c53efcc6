"""What the routes of policy take and give, beside the items themselves."""

from models.base import Noun
from models.policy import PolicyItem


class Policy(Noun):
    """All items of a version of a department."""

    department: str
    version: int
    items: tuple[PolicyItem, ...]


class Switch(Noun):
    """Whether an item holds."""

    enabled: bool
