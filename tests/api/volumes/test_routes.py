"""Exam counts over HTTP: brought in by tables of text, counted once, taken away, and forecast from."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from api.auth.rights import Role
from api.demand.forecasts import forecast_department, with_coverage
from api.volumes import forecasting, repository
from models.department import read_department
from tests.api.service import RIVERSIDE, Service, match, problem

PATH = "/v1/departments/riverside"
IMPORT, FORECAST = f"{PATH}/volumes/import", f"{PATH}/forecast"
START = dt.date(2027, 2, 1)
DOCUMENT: dict[str, Any] = RIVERSIDE | {"areas": [RIVERSIDE["areas"][0] | {"modality": "CT"}]}
DAY = "area,source,start,exams\nCT,ED,2027-01-04T07:00,2\nCT,OP,2027-01-04T08:00,4\n"
EMERGENCY, BOOKED = {"area": "CT", "source": "ED", "exams": 2}, {"area": "CT", "source": "OP", "exams": 4}


def stored(service: Service, **more: Any) -> Any:  # noqa: ANN401 - fields of the document, and a client
    client = service.client(Role.MANAGER)
    assert client.put(PATH, json=DOCUMENT | more).status_code == 201
    return client


def history(*, weeks: int = 8, exams: int = 3) -> str:
    """So many exams in every hour of the weeks before the horizon."""
    rows = [
        f"CT,ED,{START - dt.timedelta(days=back)}T{hour:02d}:00,{exams}"
        for back in range(1, 7 * weeks + 1)
        for hour in range(24)
    ]
    return "\n".join(["area,source,start,exams", *rows]) + "\n"


def test_counts_are_kept_by_day_and_counted_once(any_service: Service) -> None:
    client = stored(any_service)
    first = client.post(f"{IMPORT}?why=January", content=DAY).json()
    assert (first["added"], first["changed"], first["unchanged"], first["exams"]) == (1, 0, 0, 6.0)
    assert first["columns"] | {"date": "start", "count": "exams", "source": "source"} == first["columns"]
    again = client.post(IMPORT, content=DAY).json()
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
    more = DAY.replace(",4\n", ",5\n") + "CT,ED,2027-01-05T07:00,1\n"
    corrected = client.post(IMPORT, content=more).json()
    assert (corrected["added"], corrected["changed"], corrected["unchanged"]) == (1, 1, 0)
    kept = client.get(f"{PATH}/volumes").json()
    assert kept["hourly"] is True
    assert kept["areas"] == [{"area": "CT", "first": "2027-01-04", "last": "2027-01-05", "days": 2, "exams": 8.0}]
    with any_service.database.read() as session:
        found = repository.volumes(session, "riverside")
    assert found is not None
    assert found.table["exams"].to_list() == [2.0, 1.0, 5.0]
    actions = [one["action"] for one in any_service.client(Role.AUDITOR).get("/v1/audit").json()["items"]]
    assert actions.count("volumes.imported") == 2, "what changed nothing is not told"


def test_lines_of_json_are_counts_like_any_other(service: Service) -> None:
    client = stored(service)
    rows = [EMERGENCY | {"start": "2027-01-04T07:00"}, BOOKED | {"start": "2027-01-04T08:00"}]
    assert client.post(IMPORT, content="\n".join(map(json.dumps, rows))).json()["exams"] == 6.0
    assert client.post(IMPORT, content=DAY).json()["unchanged"] == 1, "the same day, told as CSV"


def test_a_dry_run_and_what_is_refused_store_nothing(service: Service) -> None:
    client = stored(service)
    tried = client.post(f"{IMPORT}?dry_run=true", content=DAY).json()
    assert (tried["added"], tried["dry_run"]) == (1, True)
    wrong = DAY + "CT,ED,someday,2\n"
    told = problem(client.post(IMPORT, content=wrong), 422, "invalid")["detail"]
    assert "row 4, start = 'someday'" in told
    assert client.get(f"{PATH}/volumes").json()["areas"] == []
    left = client.post(f"{IMPORT}?lenient=true", content=wrong).json()
    assert [(one["line"], one["column"]) for one in left["refused"]] == [(4, "start")]
    assert client.get(f"{PATH}/volumes").json()["areas"][0]["exams"] == 6.0


def test_columns_are_named_where_guessing_would_not_do(service: Service) -> None:
    client = stored(service)
    table = "seen,booked,n\n2027-01-04T07:00,2026-12-01T09:00,2\n2027-01-04T08:00,2026-12-02T10:00,4\n"
    done = client.post(IMPORT, params={"columns": ["date=seen,count=n"]}, content=table).json()
    assert (done["columns"]["date"], done["first"], done["exams"]) == ("seen", "2027-01-04", 6.0)
    told = problem(client.post(f"{IMPORT}?columns=seen", content=table), 422, "invalid")["detail"]
    assert "is not of the form role=name" in told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "holds no row"),
        (b"PK\x03\x04rest", "is packed"),
        (b"\x1f\x8brest", "is packed"),
        (b'{"area": "CT"', "cannot be read as a table"),
        (
            b"area,date,exams\nCT,2027-01-06,40\nCT,2027-01-07,44\n",
            "counts by the day; what is on record counts by the",
        ),
    ],
)
def test_what_is_no_table_of_counts_is_refused(service: Service, body: bytes, told: str) -> None:
    client = stored(service)
    client.post(IMPORT, content=DAY)
    assert told in problem(client.post(IMPORT, content=body), 422, "invalid")["detail"]
    assert client.get(f"{PATH}/volumes").json()["areas"][0]["days"] == 1


def test_an_import_has_a_size(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    client = stored(service)
    monkeypatch.setattr("api.volumes.service.MOST_DAYS", 1)
    told = problem(client.post(IMPORT, content=DAY + "CT,ED,2027-01-05T07:00,1\n"), 422, "invalid")["detail"]
    assert "counts 2 days of areas" in told


def test_days_are_taken_from_the_record(service: Service) -> None:
    client = stored(service)
    client.post(IMPORT, content=DAY + "CT,ED,2027-01-05T07:00,1\nMR,ED,2027-01-05T07:00,1\n")
    assert client.delete(f"{PATH}/volumes?area=CT&first=2027-01-05&last=2027-01-31").json() == {"removed": 1}
    assert client.delete(f"{PATH}/volumes?area=CT&first=2027-01-05").json() == {"removed": 0}
    assert [(one["area"], one["days"]) for one in client.get(f"{PATH}/volumes").json()["areas"]] == [
        ("CT", 1), ("MR", 1),
    ]  # fmt: skip
    assert client.delete(f"{PATH}/volumes").json() == {"removed": 2}
    assert client.get(f"{PATH}/volumes").json()["hourly"] is None


def test_a_forecast_is_the_one_that_the_engine_makes_and_becomes_coverage(service: Service) -> None:
    client = stored(service)
    client.post(IMPORT, content=history())
    answer = client.get(FORECAST)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    with service.database.read() as session:
        counts = repository.volumes(session, "riverside")
    document = read_department(json.dumps(DOCUMENT))
    made = forecast_department(document, counts)
    assert answer.json() == json.loads(made.model_dump_json())
    put = client.post(f"{FORECAST}/coverage?why=February", headers=match(1))
    assert (put.status_code, put.headers["etag"]) == (200, '"2"')
    now = read_department(client.get(PATH).text)
    assert now.coverage == with_coverage(document, made).coverage
    assert len(client.get(f"{PATH}/coverage").json()["items"]) == 7
    assert client.post(f"{FORECAST}/coverage", headers=match(2)).headers["etag"] == '"2"', "nothing changed"


def test_what_people_know_of_days_to_come_changes_a_forecast(service: Service) -> None:
    client = stored(service)
    client.post(IMPORT, content=history())
    usual = client.get(f"{FORECAST}?forecaster=seasonal_naive&holidays=").json()["areas"][0]["by_day"]
    asked = {"forecaster": "seasonal_naive", "holidays": "", "change": "CT 2027-02-02 -50%"}
    asked |= {"downtime": "CT 2027-02-03"}
    changed = client.get(FORECAST, params=asked).json()["areas"][0]["by_day"]
    assert changed[0] == pytest.approx(usual[0])
    assert changed[1] == pytest.approx(usual[1] / 2)
    assert changed[2] == pytest.approx(0)


def test_units_that_stand_still_lower_a_forecast(service: Service) -> None:
    client = stored(service)
    client.post(IMPORT, content=history())
    outage = {"unit": "ct-1", "start": "2027-02-02T00:00", "end": "2027-02-03T00:00", "reason": "tube"}
    units = {"units": [{"id": "ct-1", "area": "CT"}], "outages": [outage]}
    assert client.put(f"{PATH}/equipment", json=units).status_code == 200
    by_day = client.get(f"{FORECAST}?forecaster=seasonal_naive&holidays=").json()["areas"][0]["by_day"]
    assert (by_day[0] > 0, by_day[1]) == (True, 0)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("forecaster=oracle", "oracle"),
        ("holidays=XX-YY", "XX-YY"),
        ("change=CT+more", "CT more"),
        ("change=MR+2027-02-02+%2B10%25", "unknown area 'MR'"),
    ],
)
def test_what_no_forecast_can_be_made_by_is_refused(service: Service, query: str, told: str) -> None:
    client = stored(service)
    client.post(IMPORT, content=history(weeks=5))
    assert told in problem(client.get(f"{FORECAST}?{query}"), 422, "invalid")["detail"]


def test_without_counts_or_a_rule_there_is_no_forecast(service: Service) -> None:
    client = stored(service, areas=RIVERSIDE["areas"])
    told = problem(client.get(FORECAST), 422, "invalid")["detail"]
    assert "no exams are on record for 'riverside'" in told
    client.post(IMPORT, content=history(weeks=5))
    told = problem(client.get(FORECAST), 422, "invalid")["detail"]
    assert "no area has both a staffing rule and volumes" in told


def test_forecasts_are_made_one_at_a_time(service: Service) -> None:
    client = stored(service)
    client.post(IMPORT, content=history(weeks=5))
    with busy():
        answer = client.get(FORECAST)
        problem(answer, 503, "busy")
    assert answer.headers["retry-after"] == "5"
    assert client.get(f"{FORECAST}?forecaster=seasonal_naive").status_code == 200


def test_coverage_is_written_by_those_who_may_and_have_read_the_department(service: Service) -> None:
    client = stored(service)
    client.post(IMPORT, content=history(weeks=5))
    store = f"{FORECAST}/coverage"
    problem(client.post(store), 428, "version-required")
    problem(client.post(store, headers=match(4)), 412, "version-conflict")
    lead, keeper = service.client(Role.LEAD), service.client(Role.MANAGER, "riverside", areas=("CT",))
    problem(lead.post(store, headers=match(1)), 403, "forbidden")
    for change in (
        keeper.post(store, headers=match(1)), keeper.post(IMPORT, content=DAY), keeper.delete(f"{PATH}/volumes"),
        lead.post(IMPORT, content=DAY), lead.delete(f"{PATH}/volumes"),
    ):  # fmt: skip
        problem(change, 403, "forbidden")
    problem(service.client(Role.MANAGER, "elsewhere").get(f"{PATH}/volumes"), 404, "not-found")
    assert client.get(PATH).headers["etag"] == '"1"'


def test_a_department_stored_while_the_forecast_was_made_is_not_overwritten(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = stored(service)
    client.post(IMPORT, content=history(weeks=5))

    def slow(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - what forecasts take and give
        assert client.put(PATH, json=DOCUMENT | {"name": "Renamed"}, headers=match(1)).status_code == 200
        return forecast_department(*given, **more)

    monkeypatch.setattr(forecasting, "forecast_department", slow)
    problem(client.post(f"{FORECAST}/coverage", headers=match(1)), 412, "version-conflict")
    assert client.get(PATH).json()["name"] == "Renamed"


@contextmanager
def busy() -> Iterator[None]:
    """While somebody else's forecast is made."""
    with forecasting._alone():
        yield
