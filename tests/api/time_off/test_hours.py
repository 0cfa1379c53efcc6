"""Time off by the hour and by the half day: which duties it takes, and what is told of it."""

import datetime as dt
from typing import Any

import pytest

from api.auth.rights import Role
from api.rosters import repository
from api.time_off.days import absence_of
from api.time_off.schemas import TimeOffMessage
from fixtures.builders import CHICAGO
from models.calendar import Horizon
from tests.api.rosters.made import ANN, made_roster
from tests.api.service import Service, problem
from tests.api.time_off.test_routes import ELIGIBLE, ONE, PATH, hr, message

MORNING = {"start_time": "2027-02-01", "end_time": "2027-02-01", "half_day_end": True}
AFTERNOON = {"start_time": "2027-02-01", "end_time": "2027-02-01", "half_day_start": True}
EVENING = {"start_time": "2027-02-01T15:00:00-06:00", "end_time": "2027-02-01T19:00:00-06:00"}


def at(clock: str, day: str = "2027-02-01") -> str:
    return f"{day}T{clock}:00-06:00"


@pytest.mark.parametrize(
    ("said", "clocks"),
    [
        (MORNING, (None, "12:00")),
        (AFTERNOON, ("12:00", None)),
        (EVENING, ("15:00", "19:00")),
        ({"start_time": "2027-02-01", "end_time": "2027-02-02"}, (None, None)),
        ({"start_time": at("00:00"), "end_time": at("00:00", "2027-02-02")}, (None, None)),
        ({"start_time": at("00:00"), "end_time": at("00:01", "2027-02-02")}, (None, "00:01")),
        ({"start_time": "2027-02-01T08:59:59-06:00", "end_time": "2027-02-01T09:00:01-06:00"}, ("08:59", "09:01")),
        ({"start_time": "2027-02-01", "end_time": at("11:30", "2027-02-03")}, (None, "11:30")),
        ({"start_time": at("12:00"), "end_time": at("12:00")}, (None, None)),
        ({"start_time": "2027-02-01", "end_time": "2027-02-03", "half_day_start": True, "half_day_end": True},
         ("12:00", "12:00")),
    ],
)  # fmt: skip
def test_hours_and_halves_are_those_of_the_departments_clock(
    service: Service, said: dict[str, Any], clocks: tuple[str | None, str | None]
) -> None:
    told = hr(service).put(PATH, json=message(**said)).json()["time_off"]
    assert (told["starts_at"], told["ends_at"]) == clocks


@pytest.mark.parametrize(
    ("said", "place", "told"),
    [
        (EVENING | {"half_day_start": True}, "body.half_day_start", "is an instant"),
        (EVENING | {"half_day_end": True}, "body.half_day_end", "Leave it out, or give dates"),
        (MORNING | AFTERNOON, "body.half_day_end", "Name one of the two halves"),
    ],
)
def test_halves_that_mean_nothing_are_refused(service: Service, said: dict[str, Any], place: str, told: str) -> None:
    refused = problem(hr(service).put(PATH, json=message(**said)), 422, "invalid")
    assert refused["errors"][0]["place"] == place
    assert told in refused["detail"]


def absence(start: str, end: str, **more: Any) -> tuple[int | None, int | None, int | None]:  # noqa: ANN401 - fields of a message
    said = TimeOffMessage.model_validate(message(start_time=start, end_time=end, **more), strict=False)
    found = absence_of(said, Horizon(start=dt.date(2027, 2, 1), days=7, zone=CHICAGO))
    return found.starts_at, found.ends_at, found.leave_minutes


def test_an_hour_that_is_passed_twice_is_taken_whole() -> None:
    assert absence("2027-11-07T07:10:00Z", "2027-11-07T07:20:00Z") == (70, 120, None), (
        "both times it is between 1 and 2"
    )
    assert absence("2027-11-07T06:10:00Z", "2027-11-07T06:20:00Z") == (70, 80, None), "the first time alone"
    assert absence("2027-11-07T06:10:00Z", "2027-11-07T08:00:00Z")[:2] == (70, 120)


def test_hours_that_the_hr_system_counts_are_those_of_a_part_of_one_day() -> None:
    start, end = at("13:00"), at("17:00")
    assert absence(start, end, units="HOURS", amount=3.5)[2] == 210
    assert absence(start, end, units="HOURS", amount=100)[2] == 1440, "a day's at most"
    assert absence(start, end, units="DAYS", amount=0.5)[2] is None
    assert absence(start, at("17:00", "2027-02-02"), units="HOURS", amount=12)[2] is None
    assert absence("2027-02-01", "2027-02-01", units="HOURS", amount=8)[2] is None


def test_only_duties_that_the_hours_meet_become_holes(any_service: Service) -> None:
    roster = made_roster(any_service, policy=ELIGIBLE).roster
    client = any_service.client(Role.HR)
    any_service.client().post(f"/v1/rosters/{roster}/publish", headers=ONE)
    assert client.put(PATH, json=message(**EVENING)).json()["effects"] == [], "the duty ends at 15:00"
    early = message(**EVENING | {"start_time": at("14:59")}, modified_at="2025-11-29T09:00:00Z")
    (effect,) = client.put(PATH, json=early).json()["effects"]
    assert (effect["broken"], effect["hole_change"]) == (1, 480)
    assert [duty["date"] for duty in effect["duties"]] == ["2027-02-01"]


def test_a_roster_is_published_beside_an_absence_that_it_keeps_clear_of(service: Service) -> None:
    client = service.client()
    made = made_roster(service, policy=ELIGIBLE).roster
    client.put(PATH, json=message(**AFTERNOON))
    refused = problem(client.post(f"/v1/rosters/{made}/publish", headers=ONE), 409, "conflict")
    assert "Ann works D in CT on 2027-02-01 and is off from 2027-02-01 12:00 to 2027-02-01." in refused["detail"]
    client.put(PATH, json=message(**EVENING, modified_at="2025-11-29T09:00:00Z"))
    assert client.post(f"/v1/rosters/{made}/publish", headers=ONE).status_code == 200


def test_the_next_roster_knows_the_hours_and_what_they_count(service: Service) -> None:
    hr(service).put(PATH, json=message(**EVENING, units="HOURS", amount=2))
    roster = made_roster(service, ANN).roster
    with service.database.read() as session:
        (leave,) = repository.held(session, roster).department.time_off
    assert (leave.starts_at, leave.ends_at, leave.leave_minutes, leave.kind) == (900, 1140, 120, "leave")


def test_staff_read_the_hours_on_their_page_and_the_trail_has_them(service: Service) -> None:
    hr(service).put(PATH, json=message(**EVENING))
    (event,) = [
        one for one in service.client().get("/v1/audit").json()["items"] if one["action"] == "time_off.reported"
    ]
    assert (event["after"]["starts_at"], event["after"]["ends_at"]) == ("15:00", "19:00")
    page = service.client(Role.STAFF, person="ann").get("/desk/requests").text
    assert "Mon 1 Feb 2027, from 15:00, until 19:00" in page
