"""A small imaging department for tests of packs: MR with a room beside it, CT by day, one location."""

from collections.abc import Iterable
from typing import Any

from fixtures.builders import EIGHT_HOURS, area, cover, department, person
from models.credentials import Credential, CredentialKind, Requirement
from models.demand import Area
from models.department import Department
from models.policy import PolicyItem
from models.rule_pack import Hours, PackItem, Places, RulePack, TeamAsk
from models.staff import Person

TECHNOLOGIST = ("ARRT(MR)", "skill:MR", "skill:MR L2")
ASSISTANT = ("skill:MR L1",)
MR_OPEN = {range(7, 15): 1}


def room(modality: str, *, key: str = "", location: str = "", tags: Iterable[str] = (), **more: Any) -> Area:  # noqa: ANN401 - fields of Area
    """An area of a modality, open for three shifts."""
    changes = {"modality": modality, "location": location, "tags": frozenset(tags), **more}
    return area(key or modality, *EIGHT_HOURS).model_copy(update=changes)


def holding(key: str, *codes: str | Credential, **more: Any) -> Person:  # noqa: ANN401 - fields of Person
    """Somebody with these credentials; codes that begin with ``skill:`` are signed off."""
    skills = [code for code in codes if isinstance(code, str) and code.startswith("skill:")]
    return person(key, holds=[code for code in codes if code not in skills], skills=skills, **more)


def clinic(
    *people: Person, areas: Iterable[Area] = (), days: int = 1, policy: Iterable[PolicyItem] = (), **more: Any  # noqa: ANN401 - fields of Department
) -> Department:  # fmt: skip
    """A department of these people; MR needs one scanner's technologist from 07 to 15 unless `coverage` is given."""
    rooms = tuple(areas) or (room("MR"), room("MRA"))
    coverage = more.pop("coverage", tuple(cover(MR_OPEN, day=day, where="MR") for day in range(days)))
    place = department(*policy, people=people, areas=rooms, days=days, coverage=coverage, **more)
    listed = {kind.code for kind in place.credential_kinds}
    extra = tuple(CredentialKind(code=code) for code in ("skill:MR L1", "skill:MR L2") if code not in listed)
    return place.model_copy(update={"credential_kinds": place.credential_kinds + extra})


def pack_of(*items: PackItem) -> RulePack:
    """A pack of these items."""
    return RulePack(id="test", title="Test", version="1", items=items)


def ask(requires: Requirement, *modalities: str, **more: Any) -> PackItem:  # noqa: ANN401 - fields of TeamAsk
    """A team item."""
    rule = TeamAsk(places=Places(modalities=modalities), requires=requires, **{"hours": Hours.OPEN, **more})
    return PackItem(id="ask", title="Somebody is there", citation="Practice: a test", owner="Tester", rule=rule)
