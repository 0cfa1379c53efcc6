"""Write docs/catalogue.md from fixtures/catalogue: each constraint with the policy items that express it, and its test.

python tools/document_catalogue.py            # write the page
python tools/document_catalogue.py --check    # exit code 1 when the page on disk is not current
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from fixtures.catalogue import KINDS, Entry, Gap, catalogue
from models.policy import PolicyItem
from tools.document_rules import publish

PAGE = Path(__file__).resolve().parents[1] / "docs" / "catalogue.md"
TESTS = "tests/scheduler/test_catalogue.py"
HEAD = """# What policy can say

The kinds of constraint that the widest published catalogue of an employee-scheduling service knows (its public
documentation lists {kinds} of them), each as the policy items that express it here. A kind that comes in several forms
has several rows. Whether an item is `hard` or `priced` is a matter of its level: every row can be had either way where
its [family](rules.md) can. Scopes (`people`, `contracts`, `tags`, `without_tags`, `areas`, `area_tags`, `shifts`,
`shift_kinds`, `shift_tags`, `without_shift_tags`, `weekdays`) narrow every row; periods are the horizon, the day, the
workweek, the pay period, the calendar month and every span of some days.

Of the {kinds} kinds {whole} are expressed in full, {part} in part, {none} not at all{which}.

Each row is tried by `{tests}` on three rosters, one that keeps it, one on its edge, one that breaks
it, judged by the checker and by the solver's model; `pytest {tests} -k ID` tries one row.
This page is written by `tools/document_catalogue.py`.

| no. | id | what it says | policy items |
|---|---|---|---|
"""
FOOT = """
## What cannot be said

| no. | id | what it would say | why not |
|---|---|---|---|
"""


def page() -> str:
    """The page as it should stand on disk."""
    return _head() + "".join(_rows())


def _head() -> str:
    said = {one.number for one in catalogue() if isinstance(one, Entry)}
    unsaid = {one.number for one in catalogue() if isinstance(one, Gap)}
    none = sorted(unsaid - said)
    which = f" (numbers {', '.join(map(str, none))})" if none else ""
    return HEAD.format(
        kinds=len(KINDS), whole=len(said - unsaid), part=len(said & unsaid), none=len(none), which=which, tests=TESTS
    )


def _rows() -> Iterator[str]:
    for one in catalogue():
        if isinstance(one, Entry):
            yield f"| {one.number} | {one.key} | {one.says} | {'<br>'.join(map(_item, one.items))} |\n"
    yield FOOT
    for one in catalogue():
        if isinstance(one, Gap):
            yield f"| {one.number} | {one.key} | {one.says} | {one.why} |\n"


def _item(item: PolicyItem) -> str:
    """The item as a manager would write it, without what every row has."""
    told = item.model_dump(mode="json", exclude_defaults=True, exclude={"id", "title"})
    # A table cell ends at an upright bar, in code as well.
    return f"`{json.dumps(told)}`".replace("|", "\\|")


def main() -> int:
    """Write or check the page."""
    return publish(PAGE, page(), told=__doc__, what=f"{sum(1 for _ in catalogue())} rows")


if __name__ == "__main__":
    sys.exit(main())
