"""The roster as a PDF to print and post, set by typst: the extra ``pdf``."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Final

from api.errors import MissingExtraError
from api.views.paper import Paper
from api.views.posting import Sheet, sheets
from api.views.wording import plain
from models.base import Noun
from models.department import Department
from models.roster import Roster

EXTRA: Final = "pdf"
POSTING: Final = "roster.pdf"
"""Name of the file in a folder."""
NAMES: Final = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
"""What typst calls sizes of paper."""


class _Posting(Noun):
    """What the template reads."""

    title: str
    name: str
    footer: str
    paper: str
    sheets: tuple[Sheet, ...]


def posting_pdf(
    department: Department, roster: Roster, *, made_at: dt.datetime, label: str = "", paper: Paper = Paper.A4
) -> bytes:
    """A landscape sheet for each area and week; people who are off for whatever reason are just away.

    `label` says on every sheet which roster it is. The same input and instant give the same bytes. Raises
    `MissingExtraError` where typst is not installed.
    """
    name = plain(department.name or department.id)
    told = f"as of {made_at.astimezone(department.horizon.tz):%Y-%m-%d %H:%M}"
    posting = _Posting(
        title=f"Roster of {name}", name=name, footer=" · ".join(filter(None, (plain(label), told))),
        paper=NAMES[paper], sheets=sheets(department, roster),
    )  # fmt: skip
    second = made_at.replace(microsecond=0)  # typst takes no parts of one
    return renderer()(_template(), format="pdf", sys_inputs={"data": posting.model_dump_json()}, timestamp=second)


def renderer() -> Callable[..., bytes]:
    """What makes a PDF of a template; raises `MissingExtraError` where it is not installed."""
    try:
        from typst import compile as compiled
    except ImportError as error:
        raise MissingExtraError.of(EXTRA, "A PDF needs typst, which is not installed.") from error
    return compiled


@cache
def _template() -> bytes:
    return (resources.files("api.exchange") / "posting.typ").read_bytes()
