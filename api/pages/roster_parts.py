"""What every page with a roster on it shows of it: board, legend, cover, and what needs attention."""

from api.pages.stylesheet import PART_CLASS
from api.pages.tables import cover_table, need_line, roster_rows
from api.views.cost import policy_costs
from api.views.coverage import area_covers, need_rows
from api.views.grid import Board
from api.views.palette import Palette
from api.views.wording import plain
from models.calendar import clock_text
from models.department import Department
from models.policy import Level
from models.roster import Roster, Verdict

OPEN_UP_TO = 150
"""Staff up to which all groups of the roster are shown unfolded."""
NARROW_DAYS = 31
"""Days that fit a wide screen without scrolling sideways."""


def roster_parts(department: Department, roster: Roster, verdict: Verdict, days: Board) -> dict[str, object]:
    """Context of the templates ``report_roster``, ``report_coverage`` and ``report_urgent``."""
    palette = Palette.of(department)
    misses = [line for line in policy_costs(department, verdict) if line.violations]
    return {
        "board": days,
        "groups": [(group, roster_rows(group, palette)) for group in days.groups],
        "unfolded": days.people <= OPEN_UP_TO,
        "fits": len(days.days) <= NARROW_DAYS,
        "palette": palette,
        "shifts": _shift_legend(department, palette),
        "covers": [cover_table(department, cover) for cover in area_covers(department, roster)],
        "needs": [need_line(department, row) for row in need_rows(department, roster)],
        "urgent": [line for line in misses if line.item.level is not Level.PRICED],
    }


def _shift_legend(department: Department, palette: Palette) -> list[dict[str, str]]:
    """Every shift with its times; coloured by itself where shifts, not areas, carry the hues."""
    area = department.areas[0] if department.areas else None
    clocks = {(shift.start, shift.finish) for shift in department.shifts}
    told = len(clocks) > 1 or len(department.shifts) == 1
    return [
        {
            "id": plain(shift.id),
            "name": plain(shift.name),
            "times": f"{clock_text(shift.start)}–{clock_text(shift.end)}" if told else "",
            "part": PART_CLASS[palette.parts[shift.id]],
            "hue": f"c{palette.hue(shift, area)}" if area and palette.by == "shift" else "",
        }
        for shift in department.shifts
    ]
