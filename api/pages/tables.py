"""Board and coverage as rows of small cells: a CSS class and a text each, so that big pages stay small."""

from dataclasses import dataclass

from api.pages.stylesheet import PART_CLASS
from api.views.coverage import AreaCover, NeedCell, NeedRow, State
from api.views.grid import Cell, Group, Mark, Row, area_label
from api.views.palette import Palette
from api.views.wording import plain
from models.department import Department

_MARK_CLASS = ((Mark.HARD, "mh"), (Mark.PRICED, "mp"), (Mark.CHANGED, "mc"), (Mark.LOCKED, "lk"))
_STATE_CLASS = {State.HOLE: "h", State.SHORT: "s", State.MET: "m", State.OVER: "o", State.IDLE: "z"}


@dataclass(frozen=True, slots=True)
class TinyCell:
    """One cell: class of the table cell, class and texts of the chip in it."""

    look: str = ""
    chip: str = ""
    text: str = ""
    away: str = ""
    """Id of the area, for a duty outside the home area."""


@dataclass(frozen=True, slots=True)
class CoverTable:
    """One area's days by hours, with what is missing in all."""

    label: str
    rows: tuple[tuple[TinyCell, ...], ...]
    hole_minutes: int
    short_minutes: int
    by_day: tuple[TinyCell, ...]
    """Worst state of each day; person-hours missing where something is."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One duty's people against its need, day by day."""

    area: str
    shift: str
    cells: tuple[TinyCell, ...]


def roster_rows(group: Group, palette: Palette) -> tuple[tuple[Row, tuple[TinyCell, ...]], ...]:
    """The group's people with their cells."""
    return tuple((row, tuple(_duty_cell(cell, palette) for cell in row.cells)) for row in group.rows)


def _duty_cell(cell: Cell, palette: Palette) -> TinyCell:
    look = " ".join(name for mark, name in _MARK_CLASS if mark in cell.marks)
    if cell.shift is not None and cell.area is not None:
        chip = f"c{palette.hue(cell.shift, cell.area)} {PART_CLASS[palette.parts[cell.shift.id]]}"
        return TinyCell(look, chip, plain(cell.shift.id), plain(cell.area.id) if cell.away else "")
    return TinyCell(look, "off", "off") if cell.time_off else TinyCell(look)


def cover_table(department: Department, cover: AreaCover) -> CoverTable:
    """Cells say who is there; where somebody is missing, also how many it takes."""
    days = range(len(cover.present))
    rows = tuple(tuple(_hour_cell(cover, day, hour) for hour in range(24)) for day in days)
    return CoverTable(
        label=area_label(department.area_by_id[cover.area]),
        rows=rows,
        hole_minutes=int(cover.missing.sum()),
        short_minutes=int(cover.short.sum()),
        by_day=tuple(_day_cell(cover, day) for day in days),
    )


def _hour_cell(cover: AreaCover, day: int, hour: int) -> TinyCell:
    state, there = cover.state(day, hour), int(cover.present[day, hour])
    needed = cover.minimum if state is State.HOLE else cover.target
    return _counted(state, there, int(needed[day, hour]))


def _counted(state: State, there: int, needed: int) -> TinyCell:
    if state in {State.HOLE, State.SHORT}:
        return TinyCell(_STATE_CLASS[state], text=f"{there}/{needed}")
    return TinyCell(_STATE_CLASS[state], text="" if state is State.IDLE else str(there))


def _day_cell(cover: AreaCover, day: int) -> TinyCell:
    for state, lacking in ((State.HOLE, cover.missing), (State.SHORT, cover.short)):
        minutes = int(lacking[day].sum())
        if minutes:
            return TinyCell(_STATE_CLASS[state], text=f"{minutes / 60:.3g}")
    wanted = bool(cover.target[day].any())
    return TinyCell(_STATE_CLASS[State.MET if wanted else State.IDLE], text="✓" if wanted else "")


def need_line(department: Department, row: NeedRow) -> NeedLine:
    """Cells say who is there and how many are wanted."""
    return NeedLine(
        area_label(department.area_by_id[row.area]),
        plain(row.shift),
        tuple(TinyCell() if cell is None else _need_cell(cell) for cell in row.cells),
    )


def _need_cell(cell: NeedCell) -> TinyCell:
    return _counted(cell.state, cell.there, cell.minimum if cell.state is State.HOLE else cell.target)
