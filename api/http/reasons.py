"""Why somebody changes something, as the audit trail will tell it."""

from typing import Annotated

from fastapi import Query

Why = Annotated[str, Query(max_length=1000, description="Why; it stands in the audit trail.")]
