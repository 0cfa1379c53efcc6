import datetime as dt

import pytest

from api.credentials.lapses import Loss, lapses, renewed
from fixtures.builders import MONDAY, area, department, person, team
from models.credentials import Competency, Credential, all_of, any_of, has
from models.demand import TeamRequirement
from models.department import Department

TUESDAY, SUNDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=6)
YESTERDAY = MONDAY - dt.timedelta(days=1)
CT, XR = area("CT", requires=any_of("ARRT(CT)", "grace:CT")), area("XR", requires=has("ARRT(R)"))


def place(*held: str | Credential | Competency, teams: tuple[TeamRequirement, ...] = ()) -> Department:
    holds = [one for one in held if not isinstance(one, Competency)]
    skills = [one for one in held if isinstance(one, Competency)]
    return department(
        people=[person("ann", name="Ann Lee", holds=holds, skills=skills)], areas=(CT, XR), team_requirements=teams
    )


def test_a_lapse_takes_the_work_from_the_day_after_on() -> None:
    (lapse,) = lapses(place(Credential(code="ARRT(R)", valid_to=TUESDAY)), SUNDAY)
    assert (lapse.person, lapse.code, lapse.last_day) == ("ann", "ARRT(R)", TUESDAY)
    assert lapse.losses == (Loss(area="XR", first=MONDAY + dt.timedelta(days=2), days=5),)
    assert lapse.message == "Ann Lee: ARRT(R) ends on 2026-06-02, and with it XR from 2026-06-03"


def test_nothing_is_lost_where_another_paper_serves_as_well() -> None:
    (lapse,) = lapses(place("ARRT(CT)", Credential(code="grace:CT", valid_to=TUESDAY)), SUNDAY)
    assert lapse.losses == ()
    assert lapse.message == "Ann Lee: grace:CT ends on 2026-06-02"


def test_a_paper_renewed_already_does_not_lapse() -> None:
    held = (Credential(code="ARRT(R)", valid_to=TUESDAY), Credential(code="ARRT(R)", earned=TUESDAY))
    assert lapses(place(*held), SUNDAY) == ()


@pytest.mark.parametrize(("until", "count"), [(MONDAY, 0), (TUESDAY, 1)])
def test_only_what_ends_by_the_day_asked_about_is_told(until: dt.date, count: int) -> None:
    assert len(lapses(place(Credential(code="ARRT(R)", valid_to=TUESDAY)), until)) == count


def test_what_ended_before_the_horizon_is_told_while_work_is_lost_by_it() -> None:
    (lapse,) = lapses(place(Credential(code="ARRT(R)", valid_to=YESTERDAY)), SUNDAY)
    assert lapse.losses == (Loss(area="XR", first=MONDAY, days=7),)
    assert lapses(place("ARRT(CT)", Credential(code="grace:CT", valid_to=YESTERDAY)), SUNDAY) == ()


def test_a_sign_off_lapses_like_a_credential() -> None:
    signed = Competency(skill="skill:XR", next_due=TUESDAY)
    (lapse,) = lapses(place(signed), SUNDAY)
    assert (lapse.code, lapse.losses) == ("skill:XR", ())


def test_a_lapse_tells_for_which_teams_its_holder_counts_no_more() -> None:
    card = all_of(any_of("BLS", "ACLS"), has("skill:contrast"))
    teams = tuple(team(card, 420, 900, id=key, name=name, areas=(where,)) for key, name, where in (
        ("a", "CT: a responder", "CT"), ("b", "CT: a responder", "CT"), ("c", "XR: a responder", "XR"),
    ))  # fmt: skip
    signed = Competency(skill="skill:contrast")
    (lapse,) = lapses(place("ARRT(CT)", Credential(code="BLS", valid_to=TUESDAY), signed, teams=teams), SUNDAY)
    assert (lapse.losses, lapse.teams) == ((), ("CT: a responder",)), "she does not work in XR"
    assert lapse.message == "Ann Lee: BLS ends on 2026-06-02; no longer counts for: CT: a responder"
    assert lapse.matters
    both = place("ARRT(CT)", "ACLS", Credential(code="BLS", valid_to=TUESDAY), signed, teams=teams)
    assert not lapses(both, SUNDAY)[0].matters


def test_the_earliest_lapse_is_told_first() -> None:
    found = lapses(
        place(Credential(code="ARRT(R)", valid_to=SUNDAY), Credential(code="grace:CT", valid_to=TUESDAY)), SUNDAY
    )
    assert [lapse.code for lapse in found] == ["grace:CT", "ARRT(R)"]


def test_renewed_nothing_lapses_and_what_is_good_for_longer_keeps_its_day() -> None:
    later = SUNDAY + dt.timedelta(days=1)
    given = place(
        Credential(code="ARRT(R)", valid_to=TUESDAY), Credential(code="grace:CT", valid_to=later),
        Competency(skill="skill:XR", next_due=MONDAY),
    )  # fmt: skip
    better = renewed(given, SUNDAY)
    assert lapses(better, SUNDAY) == ()
    ann = better.person_by_id["ann"]
    assert [one.valid_to for one in ann.credentials] == [None, later]
    assert ann.competencies[0].next_due is None


def test_a_gap_of_the_past_stays_a_gap() -> None:
    old = Credential(code="ARRT(R)", earned=dt.date(2020, 1, 1), valid_to=dt.date(2021, 1, 31))
    new = Credential(code="ARRT(R)", earned=dt.date(2025, 1, 1), valid_to=TUESDAY)
    better = renewed(place(old, new), SUNDAY).person_by_id["ann"]
    assert [one.valid_to for one in better.credentials] == [dt.date(2021, 1, 31), None]
