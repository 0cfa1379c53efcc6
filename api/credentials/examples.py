"""Examples of credentials for the OpenAPI document."""

from pydantic import JsonValue

PAPER: JsonValue = {
    "code": "ARRT(CT)", "number": "481516", "earned": "2024-03-01", "valid_to": "2027-03-31",
    "verified_on": "2026-12-01", "verified_how": "directory of ARRT", "verified_by": "H. Ruiz",
}  # fmt: skip
SKILL: JsonValue = {"skill": "skill:CT", "state": "signed_off", "signed_on": "2026-11-02", "next_due": "2027-11-02"}
PAPERS: dict[str, JsonValue] = {"credentials": [PAPER], "competencies": [SKILL]}
KEPT: JsonValue = PAPERS | {"department": "riverside", "person": "ann", "version": 2}
RADAR: JsonValue = {
    "department": "riverside", "version": 2, "until": "2027-03-31",
    "lapses": [
        {
            "person": "ann", "name": "Ann", "code": "ARRT(CT)", "last_day": "2027-02-03", "issuer": "ARRT",
            "losses": [{"area": "CT", "first": "2027-02-04", "days": 4}], "teams": [],
        }
    ],
    "findings": [
        {"person": "ann", "code": "ARRT(CT)", "concern": "unverified", "message": "Ann: nobody verified ARRT(CT)"}
    ],
}  # fmt: skip
ORDER: JsonValue = {"until": "2027-03-31", "seconds": 60, "seed": 0, "workers": 2}
BEGUN: JsonValue = {
    "department": "riverside", "version": 2, "until": "2027-03-31", "job": "job_01m86p485v5c3tpt3n137vr21p",
}  # fmt: skip
