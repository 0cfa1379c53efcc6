"""Orders from HL7 v2 messages (ORM^O01, OMI^O23): each order one row, as if a table had been exported.

Fields are those of HL7 version 2.5.1, chapters 3 and 4. Needs the package ``hl7``, the extra of that name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

import polars as pl

from models.errors import FormatError

COLUMNS: Final = ("order_id", "started", "modality", "patient_class", "status")
CANCELLED: Final = frozenset({"CA", "CR", "DC", "DR", "OC", "OD"})
"""Order controls (ORC-1, table 0119) after which there is no exam."""
CLASSES: Final = {"E": "ED", "I": "IP", "O": "OP", "P": "OP", "R": "OP"}
"""Patient classes (PV1-2, table 0004)."""
SECTIONS: Final = {"NMR": "MR", "NMS": "NM", "RAD": "XR", "RUS": "US", "RX": "XR", "VUS": "US", "XRC": "XR"}
"""Diagnostic service sections (OBR-24, table 0074) whose code is not that of a modality."""
FRAME: Final = "\x0b\x1c"
"""Bytes that a lower-layer protocol puts around a message."""


class _Segment(Protocol):
    """A segment as the package gives it."""

    def __getitem__(self, number: int) -> object: ...


@dataclass
class _Order:
    """An order while its segments are read."""

    message_time: str
    patient_class: str
    control: str = ""
    ids: list[str] = field(default_factory=list)
    """Filler's and placer's number, that of the filler first."""
    times: dict[int, str] = field(default_factory=dict)
    """By rank: observed, scheduled, timed, requested, entered."""
    modality: str = ""
    has_exam: bool = False

    def take(self, name: str, segment: _Segment) -> None:
        """Read what a segment says of the order."""
        if name == "ORC":
            self.control = _first(segment, 1)
            self.ids += [_first(segment, 3), _first(segment, 2)]
            self.times[4] = _first(segment, 9)
        elif name == "OBR":
            self.has_exam = True
            self.ids += [_first(segment, 3), _first(segment, 2)]
            self.times |= {0: _first(segment, 7), 1: _first(segment, 36), 3: _first(segment, 6)}
            section = _first(segment, 24)
            self.modality = self.modality or SECTIONS.get(section, section)
            self.control = "CA" if _first(segment, 25) == "X" else self.control
        elif name == "TQ1":
            self.times[2] = _first(segment, 7)
        elif name == "IPC":
            self.modality = _first(segment, 5) or self.modality

    def row(self) -> tuple[str, ...]:
        """The order's row, in the order of `COLUMNS`."""
        known = [self.times[rank] for rank in sorted(self.times) if self.times[rank]]
        order = next((one for one in self.ids if one), "")
        state = "cancelled" if self.control in CANCELLED else "ordered"
        return order, known[0] if known else self.message_time, self.modality, self.patient_class, state


def read_messages(text: str, path: Path) -> pl.DataFrame:
    """Orders of all order messages of a file, one after the other, in their order; other messages are passed over.

    Raises `FormatError` when the extra is not installed, a message cannot be parsed or none is about an order.
    """
    try:
        parse = import_module("hl7").parse
    except ImportError as error:
        advice = 'Install it: pip install "radroster[hl7]".'
        raise FormatError(str(path), "HL7 messages need the package hl7.", advice) from error
    rows: list[tuple[str, ...]] = []
    for line, message in _messages(text):
        try:
            segments = [(str(segment[0]), segment) for segment in parse(message)]
        except Exception as error:  # the package raises errors of many kinds
            raise FormatError(f"{path}, line {line}", f"is no HL7 message: {error}.", "Export it again.") from error
        rows += [order.row() for order in _orders(segments)]
    if not rows:
        raise FormatError(str(path), "holds no order message.", "Export ORM^O01 or OMI^O23 messages.")
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def _messages(text: str) -> Iterator[tuple[int, str]]:
    """(first line, segments joined as the standard joins them) of each message; batch headers are left out."""
    begun, segments = 0, list[str]()
    for number, line in enumerate(text.translate(dict.fromkeys(map(ord, FRAME))).splitlines(), start=1):
        if line.startswith("MSH"):
            if segments:
                yield begun, "\r".join(segments) + "\r"
            begun, segments = number, [line]
        elif line.strip() and not line.startswith(("FHS", "BHS", "BTS", "FTS")):
            segments.append(line)
    if segments:
        yield begun, "\r".join(segments) + "\r"


def _orders(segments: list[tuple[str, _Segment]]) -> Iterator[_Order]:
    """The orders of one message: each starts with an ORC, or with a second OBR after the same ORC."""
    _, header = segments[0]
    if _first(header, 9) not in {"ORM", "OMI"}:
        return
    patient, order = "", None
    for name, segment in segments[1:]:
        if name == "PV1":
            patient = CLASSES.get(_first(segment, 2), _first(segment, 2))
        elif name == "ORC" or (name == "OBR" and order is not None and order.has_exam):
            if order is not None:
                yield order
            control = "" if order is None else order.control
            order = _Order(_first(header, 7), patient, control)
        if order is not None:
            order.take(name, segment)
    if order is not None:
        yield order


def _first(segment: _Segment, number: int) -> str:
    """First component of a field's first repetition; empty where the segment is shorter."""
    try:
        return str(segment[number]).partition("~")[0].partition("^")[0].strip()
    except IndexError:
        return ""
