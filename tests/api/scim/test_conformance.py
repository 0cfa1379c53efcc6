"""What the conformance tester of the SCIM project says of the real app, with each thing that it finds wrong."""

import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server
from scim2_tester.utils import Status

from api.auth.rights import Role
from api.scim.users import STAFF
from tests.api.service import RIVERSIDE, Service

TWO = [*RIVERSIDE["contracts"], {"id": "half", "fte": 0.5}]
TAGS = ("check_add_attribute", f"'{STAFF}:tags'")
"""The tester wants what it added to be all that is there; RFC 7644 adds to what it put there a step before."""
STAYS = [("check_remove_attribute", f"'{what}'") for what in ("active", STAFF, f"{STAFF}:contract")]
"""Somebody has a contract, and is active or not: what is taken away is what it is without being told."""
NEEDED = STAYS[:2]
"""A contract that has to be named is not taken away by the tester, all of the extension is."""


@pytest.mark.parametrize(
    ("contracts", "passed", "wrong"), [(RIVERSIDE["contracts"], 50, [TAGS, *STAYS]), (TWO, 49, [TAGS, *NEEDED])]
)
def test_the_tester_finds_wrong_what_is_documented(
    service: Service, contracts: object, passed: int, wrong: list[tuple[str, str]]
) -> None:
    service.client().put("/v1/departments/riverside", json=RIVERSIDE | {"contracts": contracts})
    client = service.client(Role.MANAGER, "riverside")
    client.base_url = "http://testserver/scim/v2"
    results = check_server(SyncSCIMClient(client))
    failed = [(one.title, str(one.reason)) for one in results if one.status is not Status.SUCCESS]
    assert len(failed) == len(wrong), failed
    for (title, reason), (expected, about) in zip(failed, wrong, strict=True):
        assert title == expected
        assert about in reason
    assert len(results) - len(failed) == passed
