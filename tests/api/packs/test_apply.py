import datetime as dt

import pytest

from api.generate import generate_department
from api.packs.apply import apply, strip
from api.packs.library import pack_named, state_named
from fixtures.builders import MONDAY, item, roster
from models.credentials import Competency, CompetencyState, Credential, all_of, has
from models.department import Department
from models.errors import UnknownReferenceError
from models.policy import Level
from models.rule_pack import LineRule, PackItem, Places, RulePack, WorkRule
from scheduler.rulebook import bind
from scheduler.verify import verify
from tests.api.packs.clinic import ASSISTANT, TECHNOLOGIST, clinic, holding, pack_of, room

IMAGING = pack_named("imaging")
SONOGRAPHER = holding("sue", "ARDMS(AB)", "skill:US")
SCANNER = holding("max", *TECHNOLOGIST)


def only(*ids: str) -> RulePack:
    """The imaging pack with nothing but these items."""
    return IMAGING.model_copy(update={"items": tuple(one for one in IMAGING.items if one.id in ids)})


def broken(place: Department, lines: dict[str, str]) -> int:
    return verify(place, roster(place, lines)).broken


@pytest.fixture(scope="module")
def reference() -> Department:
    return generate_department(40, seed=0).department


def test_on_the_reference_department_every_item_is_applied_or_says_why_not(reference: Department) -> None:
    done = apply(reference, IMAGING)
    assert {*done.applied, *done.idle} == {one.id for one in IMAGING.items}
    assert len(done.applied) >= 20
    assert done.idle["who-ir"] == "no area of modality IR"
    assert done.idle["who-dxa"] == "no area of modality DXA"
    assert len(bind(done.department)) > len(done.applied) / 2


def test_what_nobody_has_papers_for_is_not_asked(reference: Department) -> None:
    staff = tuple(
        one.model_copy(update={"competencies": tuple(c for c in one.competencies if c.skill != "skill:QC MG")})
        for one in reference.staff
    )
    idle = apply(reference.model_copy(update={"staff": staff}), IMAGING).idle
    assert idle["qc-mg"] == "nobody on staff has a paper, valid or not, for skill:QC MG"


def test_a_pack_asks_no_less_of_an_area_than_was_asked_before(reference: Department) -> None:
    done = apply(reference, IMAGING).department
    for before, after in zip(reference.areas, done.areas, strict=True):
        assert before.requires is not None
        assert after.requires is not None
        assert after.requires.implies(before.requires)


def test_applied_twice_it_says_the_same(reference: Department) -> None:
    once = apply(reference, IMAGING).department
    assert apply(once, IMAGING).department == once


def test_stripped_of_the_pack_none_of_its_items_is_left(reference: Department) -> None:
    done = apply(reference, IMAGING).department
    bare = strip(done, IMAGING)
    left = {one.id for one in bare.policy}
    assert left.isdisjoint(one.id for one in IMAGING.items)
    assert not any(name.startswith("float-from-") for name in left)
    assert bare.team_requirements == ()
    assert {"rest", "cover-least", "labour"} <= left


def test_an_item_is_switched_off_by_its_id(reference: Department) -> None:
    done = apply(reference, IMAGING, without=["float-from", "qc-ct"])
    assert (done.idle["float-from"], done.idle["qc-ct"]) == ("switched off", "switched off")
    assert not any(one.id.startswith("float-from") or one.id == "qc-ct" for one in done.department.policy)
    with pytest.raises(UnknownReferenceError, match=r"unknown item 'float'.*float-from"):
        apply(reference, IMAGING, without=["float"])
    with pytest.raises(UnknownReferenceError, match=r"unknown item '0'\. `radroster pack show` lists all\.$"):
        apply(reference, IMAGING, without=["0"])


def test_what_the_pack_says_of_an_item_stands_in_the_policy(reference: Department) -> None:
    done = apply(reference, IMAGING).department
    (found,) = (one for one in done.policy if one.id == "ct-responder")
    (source,) = (one for one in IMAGING.items if one.id == "ct-responder")
    assert (found.title, found.citation, found.owner) == (source.title, source.citation, source.owner)
    assert (found.level, found.effective_from) == (Level.COVERAGE, dt.date(2026, 1, 1))


def test_moved_from_alabama_to_new_mexico_nobody_may_scan_without_the_states_licence() -> None:
    place = clinic(SONOGRAPHER, SCANNER, areas=(room("US"), room("MR")), coverage=())
    rules = only("who-us", "who-mr")
    lines = {"sue": "D@US", "max": "D@MR"}
    alabama = apply(place, rules, state=state_named("AL")).department
    assert broken(alabama, lines) == 0
    new_mexico = apply(place, rules, state=state_named("NM")).department
    assert broken(new_mexico, lines) == 2
    licensed = [
        holding("sue", "ARDMS(AB)", "skill:US", "licence:NM(US)"),
        holding("max", *TECHNOLOGIST, Credential(code="licence:NM(MR)", valid_to=MONDAY)),
    ]
    moved = clinic(*licensed, areas=(room("US"), room("MR")), coverage=())
    moved = apply(moved, rules, state=state_named("NM")).department
    assert broken(moved, lines) == 0
    assert broken(moved, {"max": "N@MR"}) == 1, "the licence ends with Monday, the night does not"


def test_a_department_without_an_item_of_eligibility_gets_one_with_what_areas_ask_for() -> None:
    place = clinic(holding("bo", *ASSISTANT), SCANNER, areas=(room("MR"),), coverage=())
    done = apply(place, only("who-mr")).department
    assert [one.family for one in done.policy] == ["eligibility"]
    assert broken(done, {"bo": "D@MR"}) == 1
    own = clinic(SCANNER, areas=(room("MR"),), coverage=(), policy=[item("eligibility", checks=["credentials"])])
    assert len(apply(own, only("who-mr")).department.policy) == 1


def test_what_the_department_keeps_no_papers_of_is_not_asked_for_but_what_lapsed_is() -> None:
    rules = pack_of(
        PackItem(
            id="cards", title="Cards", citation="Practice: a test", owner="Tester",
            rule=WorkRule(places=Places(modalities=("MR",)), requires=has("BLS")),
        )
    )  # fmt: skip
    none = apply(clinic(SCANNER, coverage=()), rules)
    assert none.idle == {"cards": "nobody on staff has a paper, valid or not, for BLS"}
    lapsed = holding("ann", Credential(code="BLS", valid_to=MONDAY - dt.timedelta(days=1)))
    done = apply(clinic(lapsed, coverage=()), rules)
    assert done.applied == ("cards",)
    assert broken(done.department, {"ann": "D@MR"}) == 1


def test_a_rule_for_areas_with_a_tag_leaves_the_others_alone() -> None:
    areas = (room("US"), room("US", key="US-OB", tags=["OB"]))
    place = clinic(SONOGRAPHER, holding("oda", "ARDMS(AB)", "ARDMS(OB)", "skill:US"), areas=areas, coverage=())
    done = apply(place, only("who-us", "who-us-ob")).department
    assert broken(done, {"sue": "D@US", "oda": "D@US-OB"}) == 0
    assert broken(done, {"sue": "D@US-OB"}) == 1, "RDMS in abdomen only"


def test_a_spect_ct_technologist_is_refused_in_the_ct_room_and_welcome_in_the_hybrid_one() -> None:
    tech = holding("nia", "NMTCB(CNMT)", "skill:NM", "skill:hybrid CT")
    other = holding("cy", "ARRT(R)", "ARRT(CT)", "skill:CT")
    areas = (room("NM", tags=["hybrid"]), room("CT"))
    done = apply(clinic(tech, other, areas=areas, coverage=()), only("who-nm", "who-hybrid", "who-ct")).department
    assert broken(done, {"nia": "D@NM"}) == 0
    assert broken(done, {"nia": "D@CT"}) == 1


def test_somebody_in_orientation_counts_for_nothing() -> None:
    learning = holding("leo", "ARRT(MR)", "skill:MR").model_copy(
        update={"competencies": (Competency(skill="skill:MR L2", state=CompetencyState.ORIENTING),)}
    )
    done = apply(clinic(learning, SCANNER), only("who-mr", "mr-plus-one")).department
    verdict = verify(done, roster(done, {"leo": "D@MR", "max": "D@MR"}))
    assert verdict.broken == 1, "who is being oriented may not scan"
    assert verdict.holes == 8 * 60, "nor be the one more"


def test_a_waiver_that_ends_in_the_block_ends_the_duties_with_it() -> None:
    tuesday = MONDAY + dt.timedelta(days=1)
    grace = holding("gil", "ARRT(R)", "skill:CT", Credential(code="grace:CT", earned=MONDAY, valid_to=tuesday))
    done = apply(clinic(grace, areas=(room("CT"),), days=3, coverage=()), only("who-ct-registered")).department
    assert broken(done, {"gil": "D D ."}) == 0
    assert broken(done, {"gil": "D D D"}) == 1
    assert broken(done, {"gil": "D N ."}) == 1, "the night of the last day reaches beyond it"


def test_under_a_waiver_nobody_works_nights() -> None:
    grace = holding("gil", "ARRT(R)", "skill:CT", "grace:CT")
    place = clinic(grace, holding("cy", "ARRT(CT)", "skill:CT"), areas=(room("CT"),), days=3, coverage=())
    done = apply(place, only("waiver-no-solo-nights")).department
    assert broken(done, {"gil": "D . D", "cy": "N N ."}) == 0
    assert broken(done, {"gil": ". N ."}) == 1


def test_floating_has_a_limit_in_each_home_modality() -> None:
    float_from = only("float-from").items[0]
    assert isinstance(float_from.rule, LineRule)
    rule = float_from.rule.model_copy(update={"limits": {"max": 1, "period": "pay_period"}})
    people = (holding("xi", home_area="XR"), holding("cy", home_area="CT"))
    place = clinic(*people, areas=(room("XR"), room("CT")), days=3, coverage=())
    done = apply(place, pack_of(float_from.model_copy(update={"rule": rule}))).department
    assert [one.id for one in done.policy] == ["float-from-XR", "float-from-CT"]
    assert broken(done, {"xi": "D@XR D@CT D@XR", "cy": "D@CT D@XR D@CT"}) == 0
    assert broken(done, {"xi": "D@CT D@XR D@CT"}) == 1


def test_every_code_in_play_is_listed_in_the_department(reference: Department) -> None:
    done = apply(reference, IMAGING, state=state_named("NM")).department
    listed = {kind.code for kind in done.credential_kinds}
    assert {"licence:NM(MR)", "licence:NM(US)", "skill:QC CT"} <= listed
    assert all_of("licence:NM(US)").codes() <= listed
