"""The one base of every noun: frozen, strict, no unknown fields."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Noun(BaseModel):
    """A validated, immutable value; JSON in and out by ``model_validate_json`` and ``model_dump_json``."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values, not checked again; pydantic would keep what was derived from the old values."""
        copied = super().model_copy(update=update, deep=deep)
        for derived in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[derived]
        return copied

    def revised(self, **changes: object) -> Self:
        """A copy with other values, checked as a whole like a new one."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(fields | changes)


Labels = Annotated[frozenset[str], PlainSerializer(sorted, return_type=list[str], when_used="json")]
"""A set of ids or tags, written in order so that the same value gives the same bytes."""
