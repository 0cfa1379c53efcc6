"""Students, orientees and people under a waiver: who has to be beside them."""

from api.packs.apply import apply
from api.packs.library import pack_named
from fixtures.builders import roster
from models.credentials import Competency, CompetencyState
from models.department import Department
from models.rule_pack import RulePack
from scheduler.verify import verify
from tests.api.packs.clinic import clinic, holding, room

IMAGING = pack_named("imaging")
TECHS = (holding("ann", "ARRT(R)", "skill:XR"), holding("ben", "ARRT(R)", "skill:XR"))
STUDENTS = (
    holding("sam", tags=frozenset({"student"})),
    holding("tia", tags=frozenset({"student"})),
)
LEARNING = holding("leo", "ARRT(R)", tags=frozenset({"orientee"})).model_copy(
    update={"competencies": (Competency(skill="skill:XR", state=CompetencyState.ORIENTING),)}
)
ROOMS = (room("XR"), room("XR-ST"))


def only(*ids: str) -> RulePack:
    return IMAGING.model_copy(update={"items": tuple(one for one in IMAGING.items if one.id in ids)})


def broken(place: Department, lines: dict[str, str], *ids: str) -> int:
    done = apply(place, only(*ids))
    assert done.idle == {}
    return verify(done.department, roster(done.department, lines)).broken


def students(lines: dict[str, str]) -> int:
    place = clinic(*TECHS, *STUDENTS, LEARNING, areas=ROOMS, coverage=())
    return broken(place, lines, "students-xr")


def test_each_student_has_a_technologist_on_the_same_shift() -> None:
    assert students({"ann": "D@XR", "ben": "D@XR", "sam": "D@XR-ST", "tia": "D@XR-ST"}) == 0
    assert students({"ann": "D@XR", "sam": "D@XR-ST", "tia": "D@XR-ST"}) == 1
    assert students({"ann": "D@XR", "ben": "E@XR", "sam": "D@XR-ST", "tia": "D@XR-ST"}) == 1


def test_an_orientee_takes_a_technologist_like_a_student_and_is_none() -> None:
    assert students({"ann": "D@XR", "leo": "D@XR-ST", "sam": "D@XR-ST"}) == 1
    assert students({"ann": "D@XR", "ben": "D@XR", "leo": "D@XR-ST", "sam": "D@XR-ST"}) == 0


def test_students_count_for_nothing_where_technologists_are_wanted() -> None:
    place = clinic(*TECHS, *STUDENTS, areas=ROOMS, coverage=())
    done = apply(place, only("who-xr", "xr-in-house")).department
    assert verify(done, roster(done, {"sam": "D@XR-ST"})).holes == 24 * 60
    assert verify(done, roster(done, {"sam": "D@XR"})).broken == 1


def test_under_a_waiver_somebody_registered_is_there_that_day() -> None:
    people = (
        holding("gil", "ARRT(R)", "skill:CT", "grace:CT"),
        holding("hal", "ARRT(R)", "skill:CT", "grace:CT"),
        holding("cy", "ARRT(CT)", "skill:CT"),
    )
    place = clinic(*people, areas=(room("CT"),), coverage=())
    assert broken(place, {"gil": "D", "cy": "E"}, "waiver-peer") == 0
    assert broken(place, {"gil": "D", "hal": "D"}, "waiver-peer") == 2


def test_whoever_is_registered_by_now_needs_no_peer() -> None:
    done = apply(
        clinic(holding("gil", "grace:CT", "ARRT(CT)", "skill:CT"), areas=(room("CT"),), coverage=()),
        only("waiver-peer"),
    )
    assert done.idle == {"waiver-peer": "concerns nobody here"}
