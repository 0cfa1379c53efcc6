"""Every route has a right, and every right a route; what comes of them is in `test_matrix`."""

from api.auth.rights import RIGHTS, Right, Role
from api.http.openapi import operations
from tests.api.service import Service

OPEN = {
    ("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/feeds/{token}.ics"), ("POST", "/v1/session"),
    ("DELETE", "/v1/session"),
}  # fmt: skip
"""What may be asked by nobody in particular; the address of a feed is a key, and a password is one."""


def test_only_the_signs_of_life_feeds_and_the_way_in_are_open(service: Service) -> None:
    assert {(one.method, one.path) for one in operations(service.app) if one.right is None} == OPEN


def test_the_table_of_rights_knows_every_role_and_gives_every_right_to_somebody() -> None:
    assert set(RIGHTS) == set(Role)
    assert frozenset().union(*(RIGHTS[role] for role in Role if role is not Role.ADMIN)) | RIGHTS[Role.ADMIN] == set(
        Right
    )


def test_every_right_opens_a_route(service: Service) -> None:
    assert {one.right for one in operations(service.app)} - {None} == set(Right)
