"""What the name of a column suggests about its content, in points; for columns whose content leaves a choice."""

import re
from collections.abc import Mapping
from typing import Final

TIME: Final = {
    "actual": 3, "performed": 3, "exam": 2, "study": 2, "acquisition": 2, "begin": 3, "start": 4, "started": 4,
    "date": 3, "datetime": 4, "timestamp": 4, "time": 2, "day": 2, "when": 3, "datum": 3, "fecha": 3, "ds": 3,
    "data": 2, "tag": 2, "jour": 3, "dag": 3, "giorno": 3, "dia": 2, "día": 3, "period": 1,
    "dt": 2, "hour": 1, "arrival": 1, "requested": -1, "completed": -1, "created": -2, "end": -4, "finish": -4,
    "updated": -5, "modified": -5, "reported": -5, "dob": -9, "birth": -9,
}  # fmt: skip
COUNT: Final = {
    "n": 3, "count": 5, "counts": 5, "cnt": 5, "exam": 3, "exams": 5, "volume": 5, "volumes": 5, "num": 3,
    "number": 3, "total": 3, "qty": 4, "quantity": 4, "attendance": 5, "attendances": 5, "arrivals": 5,
    "visits": 5, "admissions": 5, "births": 5, "orders": 4, "studies": 5, "scans": 5, "cases": 4, "procedures": 4,
    "patients": 4, "requests": 4, "events": 4, "calls": 4, "demand": 4, "ridership": 4, "value": 3, "y": 3,
    "slots": 5, "booked": 4, "bookings": 5, "appointments": 5, "freq": 3, "frequency": 3, "anzahl": 5, "cantidad": 5,
    "year": -9, "month": -9, "week": -9, "weekday": -9, "dow": -9, "hour": -9, "day": -6, "days": -6, "id": -9,
    "index": -9, "row": -9, "rownames": -9, "holiday": -9, "flag": -9, "is": -5, "has": -5, "code": -5,
    "temp": -6, "temperature": -6, "rain": -6, "lat": -6, "lon": -6, "age": -6, "price": -6, "cost": -6, "pct": -6,
    "percent": -6, "rate": -6, "ratio": -6, "mean": -4, "avg": -4, "capacity": -5, "minutes": -5, "duration": -5,
    "weather": -6, "wind": -6, "humidity": -6, "snow": -6, "precip": -6, "precipitation": -6, "tmin": -6, "tmax": -6,
    "sales": 5, "sold": 4, "antal": 5, "aantal": 5, "nombre": 5, "número": 5, "numero": 4, "quantité": 4, "valor": 3,
    "valeur": 3, "wert": 3, "waarde": 3, "examens": 5, "untersuchungen": 5, "estudios": 5, "exames": 5, "esami": 5,
    "pacientes": 4, "patienten": 4, "amount": 3, "attended": 4, "performed": 4, "throughput": 5, "census": 4,
    "lead": -4, "delay": -5, "time": -5, "predicted": -6, "forecast": -6, "required": -4, "requires": -9,
}  # fmt: skip
AREA: Final = {
    "area": 6, "modality": 6, "mod": 4, "department": 4, "dept": 4, "unit": 4, "service": 3, "section": 3,
    "specialty": 4, "clinic": 4, "room": 2, "scanner": 2, "machine": 2, "site": 2, "location": 2, "series": 4,
    "store": 4, "item": 2, "facility": 3, "device": 2, "equipment": 2, "region": 3, "segment": 2, "branch": 3,
    "servicio": 4, "servizio": 4, "modalidad": 6, "modalité": 6, "modalität": 6, "gerät": 3, "dienst": 3,
    "specialism": 4,
    "group": 2, "category": 2, "type": 1, "resource": 1, "abteilung": 4, "bereich": 4, "ward": 4, "hospital": 3,
    "org": 3, "requested": -1, "weekday": -9, "wday": -9, "month": -9, "priority": -4, "reason": -6, "note": -9,
    "comment": -9, "description": -3, "name": 0,
}  # fmt: skip
SOURCE: Final = {
    "source": 6, "patient": 3, "class": 3, "setting": 4, "pathway": 4, "referral": 4, "origin": 3, "encounter": 3,
    "type": 1, "admission": 1, "id": -9, "name": -9, "age": -9, "sex": -6, "gender": -6,
}  # fmt: skip
STATUS: Final = {"status": 5, "cancelled": 5, "canceled": 5, "cancel": 5, "noshow": 5, "show": 4, "completed": 5}
IDENTITY: Final = {
    "id": 5,
    "accession": 6,
    "uid": 6,
    "key": 3,
    "order": 2,
    "exam": 2,
    "number": 2,
    "sps": 2,
    "patient": -4,
}
HOUR: Final = {"hour": 5, "hr": 5, "stunde": 5, "hora": 5}


MODALITIES: Final = {
    "cr": "CR", "ct": "CT", "dx": "DX", "dxa": "DXA", "ir": "IR", "mg": "MG", "mr": "MR", "mri": "MRI", "nm": "NM",
    "pet": "PET", "pt": "PT", "rf": "RF", "us": "US", "xa": "XA", "xr": "XR",
    "ultrasound": "US", "sonography": "US", "mammography": "MG", "mammo": "MG", "fluoroscopy": "RF", "xray": "XR",
    "radiography": "XR", "angiography": "XA", "nuclear": "NM", "densitometry": "DXA", "interventional": "IR",
}  # fmt: skip
"""Words that make the name of a column that of one modality's counts, and the modality's code."""
CLEAR, FAIR = 4, 3
"""Points from which a name is a clear hint, or a fair one."""


def points(name: str, hints: Mapping[str, int]) -> int:
    """Sum of what the words of a column's name count for; ``n_exams`` and ``nExams`` are two words each."""
    return sum(hints.get(word, 0) for word in words(name))


def modality(name: str) -> str:
    """The modality that a column's name speaks of, empty when of none: ``CT`` for ``ct_exams``."""
    return next((MODALITIES[word] for word in words(name) if word in MODALITIES), "")


def words(name: str) -> list[str]:
    """The words of a name in small letters."""
    return [word.lower() for word in re.findall(r"[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])|\d+", name)]
