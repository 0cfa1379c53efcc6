"""The one base of every noun: frozen, strict, no unknown fields."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Noun(BaseModel):
    """A validated, immutable value; JSON in and out by ``model_validate_json`` and ``model_dump_json``."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


Labels = Annotated[frozenset[str], PlainSerializer(sorted, return_type=list[str], when_used="json")]
"""A set of ids or tags, written in order so that the same value gives the same bytes."""
