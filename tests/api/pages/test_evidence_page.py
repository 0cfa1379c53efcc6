"""Pages of a pack: they load nothing, say what the claims say, gaps first, and escape names."""

import re
from pathlib import Path

import pytest

from api.evidence.claims import answers
from api.pages.evidence_page import heads, render_answer, render_index
from tests.api.evidence.packs import answer, facts


@pytest.mark.parametrize("question", [one.id for one in facts().questions])
def test_a_question_has_a_page_with_every_claim(question: str) -> None:
    found = facts()
    one = answer(found, question)
    page = render_answer(found, one)
    assert page.count('class="state"') == len(one.claims) + min(one.gaps, 50)
    assert re.findall(r"""src=["']|url\(|@import""", page) == []
    assert all(f'<th scope="col">{head}</th>' in page for head in heads(one))
    assert ("Beside those who scan" in page) == one.question.plus_one


def test_gaps_stand_before_everything_else() -> None:
    found = facts(mia=". . . . .")
    page = render_answer(found, answer(found, "mr-plus-one"))
    assert page.index("<h2>Not met</h2>") < page.index("<h2>Every claim</h2>")
    assert "not met</p>" in page


def test_the_index_leads_to_every_question_and_counts_gaps() -> None:
    found = facts()
    made = answers(found)
    page = render_index(found, made)
    for one in made:
        assert f'href="questions/{one.question.id}.html"' in page
    gaps = sum(one.gaps for one in made)
    assert f"{gaps} claim{'s' if gaps != 1 else ''} not met" in page


def test_names_are_escaped(tmp_path: Path) -> None:
    found = facts()
    named = tuple(one.model_copy(update={"name": "<b>Ann</b>"}) if one.id == "ann" else one for one in found.people)
    changed = found.model_copy(update={"people": named})
    page = tmp_path / "page.html"
    page.write_text(render_answer(changed, answer(changed, "register")), encoding="utf-8")
    assert "<b>Ann</b>" not in page.read_text(encoding="utf-8")
    assert "&lt;b&gt;Ann&lt;/b&gt;" in page.read_text(encoding="utf-8")
