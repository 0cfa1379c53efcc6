from typing import Any

import pytest
from pydantic import ValidationError

from api.credentials.catalogue import catalogue
from api.packs.library import pack_named, packs, state_named, states
from models.errors import UnknownReferenceError
from models.policy import Level, PolicyItem
from models.rule_pack import LineRule, PackItem, RulePack, TeamAsk
from scheduler.rulebook import families, families_of

ITEMS = [item for pack in packs().values() for item in pack.items]
LICENCES = [licence for profile in states().values() for licence in profile.licences]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_says_what_by_whose_word_and_who_owns_it(item: PackItem) -> None:
    assert item.title
    assert item.owner
    assert item.citation.startswith("Practice: ") or any(letter.isupper() for letter in item.citation)


def test_every_code_that_a_pack_or_a_state_asks_for_is_in_the_catalogue() -> None:
    asked: set[str] = set()
    for item in ITEMS:
        rule = item.rule
        requires = (rule.holders, rule.partners) if isinstance(rule, LineRule) else (rule.requires,)
        asked |= {code for one in requires if one for code in one.codes()}
    for licence in LICENCES:
        asked |= licence.requires.codes()
    assert asked - catalogue().by_code.keys() == set()


@pytest.mark.parametrize("item", [item for item in ITEMS if isinstance(item.rule, LineRule)], ids=lambda item: item.id)
def test_limits_of_a_line_rule_are_those_of_its_family(item: PackItem) -> None:
    assert isinstance(item.rule, LineRule)
    made = PolicyItem(id=item.id, family=item.rule.family, level=item.rule.level, price=item.rule.price)
    family = families_of(made)
    assert made.level in family.levels
    limits = item.rule.limits | ({"partners": ["somebody"]} if item.rule.partners else {})
    assert family.limits.model_validate(limits, strict=False) is not None


def test_what_is_priced_has_a_price_and_nothing_else_has() -> None:
    rules = [item.rule for item in ITEMS if isinstance(item.rule, TeamAsk | LineRule)]
    assert len(rules) > 15
    assert [rule for rule in rules if (rule.level is Level.PRICED) is not (rule.price is not None)] == []
    assert {rule.family for rule in rules if isinstance(rule, LineRule)} <= families().keys()


def test_a_state_without_licences_is_an_answer_and_an_unknown_one_is_none() -> None:
    assert state_named("al").licences == ()
    assert {mod for licence in state_named("NM").licences for mod in licence.places.modalities} >= {"US", "MR", "XR"}
    with pytest.raises(UnknownReferenceError, match=r"unknown state 'NX'.*Maybe you meant"):
        state_named("NX")


def test_an_unknown_pack_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UnknownReferenceError, match=r"unknown pack 'imagin'\. Maybe you meant imaging"):
        pack_named("imagin")
    with pytest.raises(UnknownReferenceError, match=r"unknown pack 'x'\. `radroster pack list` lists all\.$"):
        pack_named("x")


def test_an_item_is_listed_once() -> None:
    one: dict[str, Any] = ITEMS[0].model_dump(mode="json")
    with pytest.raises(ValidationError, match=f"lists {one['id']} more than once"):
        RulePack(id="twice", title="", version="1", items=(ITEMS[0], ITEMS[0]))
