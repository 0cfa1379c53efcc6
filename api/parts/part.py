"""One list of a department's document, whose things are read and changed each by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.base import Noun
from models.department import Department

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True)
class Part(Generic[N]):
    """What there is to know of such a list."""

    path: str
    """Its place in addresses, such as ``shift-needs``."""
    field: str
    """Its name in the document."""
    noun: str
    """What messages call one thing."""
    model: type[N]
    key: Callable[[N], str]
    """What tells one thing from the others; lists are in its order."""
    needs: tuple[str, ...]
    """The lists that its things refer to, directly or not."""

    def things(self, document: Department) -> tuple[N, ...]:
        """All things of the list, as they stand in the document."""
        found: tuple[N, ...] = getattr(document, self.field)
        return found

    def find(self, document: Department, key: str) -> N | None:
        """The thing of that key."""
        return next((one for one in self.things(document) if self.key(one) == key), None)

    def alone(self, document: Department, thing: N) -> Department:
        """A department of this one thing and what it may refer to, so that only the thing itself can be wrong.

        Raises `InputError` where it is.
        """
        kept = {name: getattr(document, name) for name in self.needs}
        bare = Department(id=document.id, horizon=document.horizon, shifts=(), areas=(), contracts=(), staff=())
        return bare.revised(**(kept | {self.field: (thing,)}))
