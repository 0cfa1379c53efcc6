"""The roster as a PDF over HTTP: for staff once it is published, for planners before."""

import sys

import pytest

from api.auth.rights import Role
from tests.api.rosters.made import made_roster
from tests.api.service import Service, problem


def test_sheets_to_post_are_for_staff_once_they_see_the_roster(service: Service) -> None:
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    path = f"/v1/rosters/{made_roster(service).roster}"
    staff = service.client(Role.STAFF, person="ann")
    problem(staff.get(f"{path}/roster.pdf"), 404, "not-found")
    answer = service.client(Role.LEAD).get(f"{path}/roster.pdf?paper=letter")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'attachment; filename="roster.pdf"'
    assert answer.content.startswith(b"%PDF-")
    service.client().post(f"{path}/publish", headers={"If-Match": '"1"'})
    first, again = (staff.get(f"{path}/roster.pdf") for _ in range(2))
    assert (first.status_code, first.content == again.content) == (200, True)
    problem(staff.get(f"{path}/roster.pdf?paper=napkin"), 422, "invalid")
    problem(service.client(Role.HR).get(f"{path}/roster.pdf"), 403, "forbidden")


def test_without_the_extra_it_is_told_which(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    path = f"/v1/rosters/{made_roster(service).roster}"
    told = problem(service.client().get(f"{path}/roster.pdf"), 501, "not-installed")
    assert 'pip install "radroster[pdf]"' in told["detail"]
