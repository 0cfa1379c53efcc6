"""A glance reads what is committed, and holds no writer up."""

from sqlalchemy import text

from api.audit.change import SYSTEM, changing
from tests.api.service import Service

HEAD = text("SELECT number FROM audit_head")


def number(service: Service) -> int:
    with service.database.glance() as connection:
        found: int = connection.execute(HEAD).scalar_one()
        return found


def test_a_glance_sees_every_change_once_it_is_committed(any_service: Service) -> None:
    before = number(any_service)
    with changing(any_service.database, actor=SYSTEM) as change:
        change.record("something.done", "this")
        change.session.flush()
        assert number(any_service) == before
    assert number(any_service) == before + 1


def test_a_writer_commits_while_somebody_has_glanced(service: Service) -> None:
    with service.database.glance() as connection:
        before = connection.execute(HEAD).scalar_one()
        with changing(service.database, actor=SYSTEM) as change:
            change.record("something.done", "this")
    assert number(service) == before + 1
