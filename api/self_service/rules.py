"""Keeping a department's rules for trades."""

from sqlalchemy.orm import Session

from api.audit.change import changing
from api.auth.caller import Caller
from api.departments import repository as departments
from api.errors import VersionConflictError
from api.self_service.schemas import KeptSelfServiceRules, SelfServiceRules
from api.self_service.tables import SelfServiceRulesRow
from api.storage.database import Database
from api.storage.versions import require_version


def rules_of(session: Session, department: str) -> SelfServiceRules:
    """The rules of a department; without any, planners decide everything."""
    row = session.get(SelfServiceRulesRow, department)
    return SelfServiceRules() if row is None else SelfServiceRules.model_validate_json(row.rules)


def get(database: Database, caller: Caller, department: str) -> KeptSelfServiceRules:
    """The rules of a department as they are kept."""
    caller.require_department(department)
    with database.read() as session:
        departments.find(session, department)
        row = session.get(SelfServiceRulesRow, department)
        return KeptSelfServiceRules(department=department, version=0) if row is None else _kept(row)


def put(
    database: Database,
    caller: Caller,
    department: str,
    wanted: SelfServiceRules,
    *,
    expected: int | None,
    why: str = "",
) -> KeptSelfServiceRules:
    """Set the rules of a department; they hold for trades that are agreed on from now on."""
    caller.require_department(department)
    caller.require_every_area("What is approved at once")
    with changing(database, actor=caller.id, why=why) as change:
        departments.find(change.session, department)
        row = change.session.get(SelfServiceRulesRow, department)
        if row is None and expected:
            raise VersionConflictError(f"The department {department!r} has no rules yet.", "Leave out If-Match.")
        if row is not None:
            require_version(f"The rules of {department!r}", actual=row.version, expected=expected)
        before = None if row is None else SelfServiceRules.model_validate_json(row.rules).model_dump(mode="json")
        if row is None:
            row = SelfServiceRulesRow(department=department, version=0)
            change.session.add(row)
        row.rules, row.version = wanted.model_dump_json(), row.version + 1
        row.changed_at, row.changed_by = change.at, change.actor
        change.record(
            "self_service.rules_set", department, department=department, before=before,
            after=wanted.model_dump(mode="json"),
        )  # fmt: skip
        return _kept(row)


def _kept(row: SelfServiceRulesRow) -> KeptSelfServiceRules:
    rules = SelfServiceRules.model_validate_json(row.rules)
    return KeptSelfServiceRules(
        **dict(rules), department=row.department, version=row.version, changed_at=row.changed_at,
        changed_by=row.changed_by,
    )  # fmt: skip
