"""Examples of rule packs for the OpenAPI document."""

from pydantic import JsonValue

PACKS: JsonValue = {
    "packs": [{"id": "imaging", "title": "Rules of an imaging department", "version": "2026.11", "items": 47}],
    "states": {"NM": "New Mexico"},
}
ORDER: JsonValue = {"without": ["qc-ct"], "state": "NM", "dry_run": True}
OUTCOME: JsonValue = {
    "department": "riverside", "version": 2, "stored": False, "applied": ["who-ct", "ct-registered"],
    "idle": {"qc-ct": "switched off", "who-dxa": "no area of modality DXA"},
    "unmet": {"ct-registered": "168 person-hours asked for in CT; the 1 person who counts there can give 80 at most"},
}  # fmt: skip
