"""A picture of one problem: everybody's best roster, and their proofs, over time; one SVG."""

from collections.abc import Sequence
from html import escape
from math import asinh

from api.pages.axis import Scale, step_path
from benchmarks.rivals.referee import Run
from benchmarks.rivals.table import best_bound, typical

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 420, 60, 190, 34, 40
COLOURS = (
    "#0b6e4f",
    "#c2410c",
    "#1d4ed8",
    "#7c3aed",
    "#b45309",
    "#be185d",
    "#0e7490",
    "#4d7c0f",
    "#57534e",
    "#111827",
    "#9f1239",
    "#3730a3",
)
"""Dark enough on white to be read; the first is ours."""
TIMES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600)
SHARES = (-0.2, -0.05, -0.01, 0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
FINE = 0.01
"""Shares below this are drawn evenly, larger ones logarithmically, on either side of nothing."""
NARROW = 14
"""Least pixels between two labels."""


def picture(here: Sequence[Run]) -> str:
    """How far costs, and dashed the bounds, are from the best bound, or without one from the best roster."""
    names = list(dict.fromkeys(run.contestant for run in here))
    chosen = [typical([run for run in here if run.contestant == name]) for name in names]
    until = max(run.budget for run in here)
    across, up = Scale(0.3, until, LEFT, WIDTH - RIGHT, log=True), _upwards
    rosters = [run.best for run in here if run.best is not None]
    fewest = min((best.holes for best in rosters), default=0)
    unit = best_bound(here) or min((best.cost for best in rosters if best.holes == fewest), default=1)
    parts = _axes(across, until)
    ends: list[tuple[float, str, str]] = []
    for run, colour in zip(chosen, COLOURS * len(chosen), strict=False):
        found = [(across(one.at), up(one.cost / max(1, unit) - 1)) for one in run.curve if one.holes == fewest]
        shares = [(at, (bound - run.hole_weight * fewest) / max(1, unit) - 1) for at, bound in run.bounds]
        proved = [(across(at), up(share)) for at, share in shares if share >= SHARES[0]]
        parts += _line(found, across(until), colour, "")
        parts += _line(proved, across(until), colour, ' stroke-dasharray="4 3"')
        ends.append((found[-1][1] if found else TOP, f"{run.contestant}{'' if found else ' (none)'}", colour))
    parts += _labels(sorted(ends))
    title = f"{here[0].problem}: cost above the {'best bound' if best_bound(here) else 'best roster'} by seconds"
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    heading = f'<text x="{LEFT}" y="18" font-size="14">{escape(title)}; dashed: proved</text>'
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, heading, *parts, "</svg>", ""])


def _upwards(share: float) -> float:
    """Pixel of a share."""
    scale = Scale(asinh(SHARES[0] / FINE), asinh(SHARES[-1] / FINE), HEIGHT - BOTTOM, TOP)
    return scale(asinh(share / FINE))


def _axes(across: Scale, until: float) -> list[str]:
    parts = []
    for time in (one for one in TIMES if across.low <= one <= until):
        label = f"{time:g} s" if time < 60 else f"{time / 60:g} min"  # a minute
        parts.append(f'<path d="M{across(time)} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{across(time)}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{label}</text>')
    for share in SHARES:
        at = _upwards(share)
        parts.append(f'<path d="M{LEFT} {at}H{WIDTH - RIGHT}" stroke="{"#ddd" if share else "#888"}"/>')
        parts.append(
            f'<text x="{LEFT - 6}" y="{at + 4:g}" text-anchor="end">{f"{share:+.0%}" if share else "0 %"}</text>'
        )
    return parts


def _line(points: Sequence[tuple[float, float]], until: float, colour: str, style: str) -> list[str]:
    path = step_path(points, until)
    return [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.8"{style}/>'] if path else []


def _labels(ends: Sequence[tuple[float, str, str]]) -> list[str]:
    """Names at the ends of their lines, from the top down, moved apart where lines end close together."""
    parts, last = [], -float(NARROW)
    room = HEIGHT - BOTTOM - NARROW * len(ends)
    for place, (at, name, colour) in enumerate(ends):
        last = max(min(at, room + NARROW * place), last + NARROW)
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{last + 4:g}" fill="{colour}">{escape(name)}</text>')
    return parts
