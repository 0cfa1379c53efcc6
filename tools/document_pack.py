"""Write docs/rule_pack.md from the data: every item of the imaging pack, every state profile.

python tools/document_pack.py            # write the page
python tools/document_pack.py --check    # exit code 1 when the page on disk is not current
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from api.packs.library import packs, states
from models.rule_pack import Hours, LineRule, PackItem, Places, RulePack, StateProfile, TeamAsk, WorkRule

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rule_pack.md"
HEAD = """# The imaging rule pack

What an imaging department has to get right, as data: `fixtures/packs/imaging.json`, with the states' licences in
`fixtures/packs/states.json` and the credentials it speaks of in `fixtures/packs/credentials.json`. This page is
written from them by `tools/document_pack.py`.

```sh
radroster pack apply DIR -o RULED --state NM --without qc-ct --downtime "MR 2027-01-12T08:00..2027-01-12T12:00"
```

writes the department with every item in it. An item is fitted to the areas of its modalities and to their coverage
curves, day by day; it keeps its id, title, citation, owner and dates in the department's policy, and can be edited or
switched off there like any other. What an area asks for is added to, never loosened. An item that has nothing to say
in a department is told with the reason: no such area, a curve that asks for nobody, or a paper that the department does
not keep of anybody. An item that no roster of the department can keep, because too few people count for it, is named
with the numbers: its gaps will be holes, or priced, until more people are signed off or it is left out. Applied again,
also after the coverage has changed, the pack replaces its own items.

A citation that begins with *Practice* is custom, not law: there a department may decide otherwise. None of this is
legal advice; laws change, and the sources were read on the dates given.

What the pack leaves to others: who supervises contrast ([credentials](credentials.md#contrast)), dose and declared
pregnancy ([credentials](credentials.md#safety)), hours and pay (the department's own policy).
"""


def page() -> str:
    """The page as it should stand on disk."""
    parts = [HEAD]
    for pack in packs().values():
        parts += _tables(pack)
    parts.append("## Licences by state\n")
    parts += [_state(profile) for profile in states().values()]
    return "\n".join(parts)


def _tables(pack: RulePack) -> Iterator[str]:
    yield "## Who may do what\n\nAll of it holds on every date that a shift touches, to the end of that date.\n"
    yield from _table("| item | where | asked for | source |", pack, WorkRule)
    yield "## Who has to be there together\n\nAt each location by itself; people are counted, so nobody counts twice.\n"
    yield from _table("| item | where and when | asked for | source |", pack, TeamAsk)
    yield "## What a person's line may hold\n"
    yield from _table("| item | whom and where | limits | source |", pack, LineRule)


def _table(head: str, pack: RulePack, kind: type[WorkRule | TeamAsk | LineRule]) -> Iterator[str]:
    yield f"{head}\n|---|---|---|---|"
    for item in pack.items:
        if isinstance(item.rule, kind):
            where, asked = _said(item)
            note = f" {item.note}" if item.note else ""
            yield f"| `{item.id}` {item.title}.{note} | {where} | {asked} | {item.citation} |"
    yield ""


def _said(item: PackItem) -> tuple[str, str]:
    rule = item.rule
    if isinstance(rule, WorkRule):
        return _where(rule.places), rule.requires.text()
    if isinstance(rule, TeamAsk):
        price = "" if rule.price is None else f", else {rule.price / 100:.0f} dollars a person-hour"
        return f"{_where(rule.places)}; {_when(rule)}", f"{_count(rule)}: {rule.requires.text()}{price}"
    limits = ", ".join(f"{name} {value}" for name, value in rule.limits.items())
    price = "" if rule.price is None else f", else {rule.price / 100:.0f} dollars each"
    return _whom(rule), f"`{rule.family}` {limits}{price}"


def _where(places: Places) -> str:
    tags = f" tagged {' or '.join(sorted(places.tags))}" if places.tags else ""
    return " and ".join(places.modalities) + tags


def _when(rule: TeamAsk) -> str:
    said = {Hours.OPEN: "while open", Hours.OPENING: "first hour", Hours.ALWAYS: "always"}[rule.hours]
    window = "" if (rule.start, rule.end) == (0, 1440) else f", {rule.start // 60:02d} to {rule.end // 60:02d}"
    return said + window + (", workdays" if rule.workdays else "") + (", call counts" if rule.on_call else "")


def _count(rule: TeamAsk) -> str:
    return f"{rule.count} more than the {rule.curve}" if rule.beyond else f"{rule.count} at least"


def _whom(rule: LineRule) -> str:
    people = f"holders of {rule.holders.text()}" if rule.holders else ""
    tagged = f"people tagged {' or '.join(sorted(rule.tags))}" if rule.tags else ""
    places = _where(rule.places).replace(" and ", ", ") if rule.places else ""
    there = f"from each of {places}" if rule.away else f"in {places}" if places else ""
    beside = f"beside holders of {rule.partners.text()}" if rule.partners else ""
    shifts = f"shifts tagged {' or '.join(sorted(rule.shift_tags))}" if rule.shift_tags else ""
    return ", ".join(part for part in (people, tagged, there, beside, shifts) if part)


def _state(profile: StateProfile) -> str:
    head = f"**{profile.name}** ({profile.state}). {profile.citation}; read on {profile.read_on}.\n"
    if not profile.licences:
        return f"{head}\nNo licence.\n"
    rows = "\n".join(f"| {_where(one.places)} | {one.requires.text()} |" for one in profile.licences)
    return f"{head}\n| where | licence |\n|---|---|\n{rows}\n"


def main() -> None:
    """Write the page, or say whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
