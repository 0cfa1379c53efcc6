import pytest

from api.packs.library import packs, states
from models.rule_pack import PackItem
from tools.document_pack import PAGE, page


def test_the_page_on_disk_is_what_the_data_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/rule_pack.md is old. Maybe run tools/document_pack.py"


@pytest.mark.parametrize("item", packs()["imaging"].items, ids=lambda item: item.id)
def test_every_item_has_a_row_with_its_source(item: PackItem) -> None:
    rows = [line for line in page().splitlines() if line.startswith(f"| `{item.id}` ")]
    assert len(rows) == 1
    assert rows[0].endswith(f"| {item.citation} |")


@pytest.mark.parametrize("state", states())
def test_every_state_has_a_part_with_its_law(state: str) -> None:
    assert f"({state}). {states()[state].citation}; read on " in page()
