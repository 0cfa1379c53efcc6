"""`radroster credentials …` and `radroster pack …` as they are typed: what they write, what they say."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.generate.files import department_text
from fixtures.builders import MONDAY, D, area, cover, department, item, person
from models.credentials import Credential, has
from models.department import Department
from models.policy import Level
from tests.api.packs.clinic import ASSISTANT, TECHNOLOGIST, clinic, holding
from tests.api.running import Line


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd)


def folder(where: Path, place: Department) -> Path:
    where.mkdir(parents=True, exist_ok=True)
    (where / "department.json").write_text(department_text(place), encoding="utf-8")
    return where


def read(where: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((where / "department.json").read_text(encoding="utf-8"))
    return found


def register(where: Path, *rows: str) -> Path:
    path = where / "register.csv"
    path.write_text("\n".join(["person,code,valid_to", *rows]), encoding="utf-8")
    return path


def lapsing(*, second: bool = True) -> Department:
    """Ann lapses after Monday; bo, where there is one, is dearer."""
    people = [person("ann", name="Ann", holds=[Credential(code="ARRT(CT)", valid_to=MONDAY)], hourly_cents=3000)]
    people += [person("bo", holds=["ARRT(CT)"], hourly_cents=9000)] if second else []
    return department(
        item("eligibility"), item("coverage_hours", level=Level.COVERAGE), item("labour_cost", price=0), people=people,
        areas=(area("CT", D, requires=has("ARRT(CT)")),), shifts=(D,), days=2,
        coverage=tuple(cover({range(7, 15): 1}, day=day) for day in range(2)),
    )  # fmt: skip


def test_a_register_is_entered_and_written(line: Line, tmp_path: Path) -> None:
    given, out = folder(tmp_path / "given", lapsing()), tmp_path / "out"
    ran = line("credentials", "import", given, register(tmp_path, "ann,BLS,2027-03-31"), "-o", out)
    assert ran.code == 0, ran.err
    assert "1 paper of 1 person entered" in ran.out
    assert {"code": "BLS", "valid_to": "2027-03-31"}.items() <= read(out)["staff"][0]["credentials"][1].items()


def test_wrong_rows_stop_an_import_unless_they_may_be_left_out(line: Line, tmp_path: Path) -> None:
    given, out = folder(tmp_path / "given", lapsing()), tmp_path / "out"
    rows = register(tmp_path, "ann,BLS,2027-03-31", "cy,BLS,", "bo,BLX,")
    problem = line("credentials", "import", given, rows, "-o", out).problem
    assert "row 3: nobody on staff has the id 'cy'" in problem
    assert "row 4: unknown credential 'BLX'. Maybe 'BLS'." in problem
    assert not out.exists()
    told = line("credentials", "import", given, rows, "-o", out, "--lenient", "--json").told
    assert (told["entered"], [mistake["row"] for mistake in told["mistakes"]]) == (1, [3, 4])
    assert len(read(out)["staff"][0]["credentials"]) == 2


def test_the_radar_tells_lapses_the_work_lost_and_the_proved_price(line: Line, tmp_path: Path) -> None:
    given = folder(tmp_path, lapsing())
    ran = line("credentials", "radar", given, "--time-limit", "200", "--workers", "1")
    assert "1 paper ends by 2026-06-02; the roster is the poorer for 1 of them" in ran.out
    assert "Ann: ARRT(CT) ends on 2026-06-01, and with it CT from 2026-06-02" in ran.out
    assert "The lapses cost $480, proved" in ran.out
    told = line("credentials", "radar", given, "--time-limit", "200", "--workers", "1", "--json").told
    assert told["price"]["cents"] == {"least": 48_000, "most": 48_000}
    assert told["lapses"][0]["losses"] == [{"area": "CT", "first": "2026-06-02", "days": 1}]


def test_a_lapse_that_leaves_a_hole_is_told_in_hours_first(line: Line, tmp_path: Path) -> None:
    ran = line("credentials", "radar", folder(tmp_path, lapsing(second=False)), "--time-limit", "200", "--workers", "1")
    assert (
        "The lapses cost 8 person-hours of holes instead of 0 person-hours; the roster with them costs $240" in ran.out
    )


def test_the_radar_looks_as_far_as_it_is_asked_and_solves_only_then(line: Line, tmp_path: Path) -> None:
    given = folder(tmp_path, lapsing())
    told = line("credentials", "radar", given, "--until", "2026-05-31", "--json").told
    assert (told["lapses"], told["price"]) == ([], None)
    told = line("credentials", "radar", given, "--no-solve", "--json").told
    assert (len(told["lapses"]), told["price"]) == (1, None)
    assert "'soon' is no date" in line("credentials", "radar", given, "--until", "soon").problem


def test_what_was_agreed_and_what_is_to_be_learned_go_into_the_department(line: Line, tmp_path: Path) -> None:
    given, out = folder(tmp_path / "given", lapsing()), tmp_path / "out"
    cycles, safety = tmp_path / "cycles.csv", tmp_path / "safety.json"
    cycles.write_text("person,body,cycle_end,needed,earned\nbo,ARRT,2026-06-02,24,20\n", encoding="utf-8")
    exclusion = {"areas": ["CT"], "start": "2026-06-01", "asked_by_declarer": True, "agreed_by": "R. Officer"}
    declared = {"person": "bo", "declared_on": "2026-06-01", "expected_end": "2026-12-01", "exclusions": [exclusion]}
    safety.write_text(json.dumps({"declarations": [declared]}), encoding="utf-8")
    ran = line("credentials", "protect", given, "-o", out, "--education", cycles, "--safety", safety)
    assert "4 hours kept for continuing education: 1 person" in ran.out
    assert "declar" not in ran.out
    assert read(out)["restrictions"] == [{"person": "bo", "areas": ["CT"], "start": "2026-06-01", "end": "2026-12-01"}]
    assert "Give --education, --mammography or --safety" in line("credentials", "protect", given, "-o", out).problem


def test_a_pack_is_put_into_a_department_and_what_has_nothing_to_say_is_told(line: Line, tmp_path: Path) -> None:
    place = clinic(holding("ann", *TECHNOLOGIST), holding("bo", *ASSISTANT))
    given, out = folder(tmp_path / "given", place), tmp_path / "out"
    ran = line("pack", "apply", given, "-o", out, "--without", "qc-mr", "--state", "nm")
    assert "qc-mr: left out, switched off" in ran.out
    assert "who-ct: left out, no area of modality CT" in ran.out
    ruled = read(out)
    assert "licence:NM(MR)" in json.dumps(ruled["areas"])
    assert {"mr-plus-one", "eligibility"} <= {one["id"] for one in ruled["policy"]}
    told = line("pack", "apply", given, "-o", out, "--downtime", f"MR {MONDAY}..{MONDAY}", "--json").told
    assert told["idle"]["mr-plus-one"] == "the curve asks for nobody in these hours"
    assert "unknown area 'XR'" in line("pack", "apply", given, "-o", out, "--downtime", f"XR {MONDAY}").problem


def test_packs_and_states_are_shown_with_their_sources(line: Line) -> None:
    assert "State profiles: AL Alabama" in line("pack", "list").out
    shown = line("pack", "show").out
    assert "mr-plus-one" in shown
    assert "ACR Manual on MR Safety" in shown
    assert len(line("pack", "show", "--json").told["items"]) >= 45
    assert line("pack", "show", "--state", "AL", "--json").told["licences"] == []
    assert "MR: licence:NM(MR)" in line("pack", "show", "--state", "NM").out
