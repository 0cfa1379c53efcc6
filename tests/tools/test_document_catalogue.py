from fixtures.catalogue import catalogue
from tools.document_catalogue import PAGE, page


def test_the_page_on_disk_is_what_the_catalogue_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/catalogue.md is old. Maybe run tools/document_catalogue.py"


def test_every_constraint_has_a_row() -> None:
    rows = page().splitlines()
    for one in catalogue():
        assert sum(row.startswith(f"| {one.number} | {one.key} | ") for row in rows) == 1, one.key
