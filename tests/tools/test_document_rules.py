import pytest

from scheduler.rulebook import families
from tools.document_rules import PAGE, page


def test_the_page_on_disk_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/rules.md is old. Maybe run tools/document_rules.py"


@pytest.mark.parametrize("family", families())
def test_every_family_has_a_section_with_its_unit_and_limits(family: str) -> None:
    section = page().split(f"\n## {family}\n")[1].split("\n## ")[0]
    assert f"- Unit: {families()[family].unit}" in section
    for limit in families()[family].limits.model_fields:
        assert f"| `{limit}` |" in section, f"the limit {limit} is not on the page"
    assert "|  |" not in section, "a limit without a meaning. Maybe give its field a docstring"
