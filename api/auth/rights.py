"""What each role may do: the one table that every route is guarded by."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is to a department."""

    ADMIN = "admin"
    """Runs the service."""
    MANAGER = "manager"
    """Makes and publishes rosters of some departments, or keeps some of their areas."""
    LEAD = "lead"
    """Proposes: generates and edits rosters, and publishes none."""
    STAFF = "staff"
    """Sees what is published, and what is their own."""
    HR = "hr"
    """The HR system: reports time off."""
    AUDITOR = "auditor"
    """Reads everything, changes nothing."""


class Right(StrEnum):
    """One thing that a route lets somebody do."""

    MANAGE_KEYS = "manage keys"
    MANAGE_USERS = "manage users"
    OWN_ACCOUNT = "see who one is, and change the own password"
    READ_AUDIT = "read the audit trail"
    READ_METRICS = "read metrics"
    READ_DEPARTMENTS = "read departments"
    EDIT_DEPARTMENTS = "edit departments"
    READ_PUBLISHED = "read published rosters"
    READ_ROSTERS = "read rosters of any state, with their costs"
    EDIT_ROSTERS = "generate, edit and lock rosters"
    PUBLISH_ROSTERS = "publish, amend and withdraw rosters"
    READ_JOBS = "follow jobs"
    CANCEL_JOBS = "cancel jobs"
    MANAGE_FEEDS = "make, list and revoke calendar feeds"
    MANAGE_WEBHOOKS = "make, list, test and delete webhooks"
    READ_TIME_OFF = "read time off, of others or their own"
    REPORT_TIME_OFF = "report time off, and see its kind"
    READ_WISHES = "read wishes, of others or their own"
    MAKE_WISHES = "make wishes and take them back until the deadline"
    SET_WISH_PERIODS = "set deadlines of wishes, and make wishes for others"
    READ_TRADES = "read swaps and open shifts, of others or their own"
    TRADE_DUTIES = "offer, take and claim duties"
    DECIDE_TRADES = "decide on swaps and claims"
    SET_TRADE_RULES = "say which trades are approved at once"
    READ_BURDENS = "read who bore how much, of others or their own"
    READ_QUALITY = "read quality logs, equipment and reports"
    LOG_QUALITY = "log quality control and figures"


_R = Right
_READING = {
    _R.OWN_ACCOUNT, _R.READ_DEPARTMENTS, _R.READ_PUBLISHED, _R.READ_ROSTERS, _R.READ_JOBS, _R.READ_TIME_OFF,
    _R.READ_WISHES, _R.READ_TRADES, _R.READ_BURDENS, _R.READ_QUALITY,
}  # fmt: skip
_OWN = {_R.READ_WISHES, _R.MAKE_WISHES, _R.READ_TRADES, _R.TRADE_DUTIES, _R.READ_BURDENS}
_PROPOSING = _READING | _OWN | {_R.EDIT_ROSTERS, _R.CANCEL_JOBS, _R.DECIDE_TRADES, _R.LOG_QUALITY}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.MANAGER: frozenset(
        _PROPOSING
        | {_R.EDIT_DEPARTMENTS, _R.PUBLISH_ROSTERS, _R.REPORT_TIME_OFF, _R.MANAGE_FEEDS, _R.SET_WISH_PERIODS}
        | {_R.SET_TRADE_RULES, _R.MANAGE_WEBHOOKS}
    ),
    Role.LEAD: frozenset(_PROPOSING),
    Role.STAFF: frozenset(_OWN | {_R.OWN_ACCOUNT, _R.READ_PUBLISHED, _R.READ_TIME_OFF}),
    Role.HR: frozenset({_R.OWN_ACCOUNT, _R.READ_TIME_OFF, _R.REPORT_TIME_OFF}),
    Role.AUDITOR: frozenset(_READING | {_R.READ_AUDIT, _R.READ_METRICS}),
}
