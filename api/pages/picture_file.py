"""Pictures as files: the ending of the name says whether HTML, SVG or PNG is wanted."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from api.exchange.atomic import write_whole
from models.errors import InputError

SCALE: Final = 2.0
"""Pixels of a PNG to each of the SVG, so that it is sharp on screens of today."""
HTML, SVG, PNG = (".html", ".htm"), ".svg", ".png"


def write_picture(path: Path, page: Callable[[], str], sheet: Callable[[], str]) -> None:
    """Write the HTML of `page`, or the SVG of `sheet`, as it is or as a PNG.

    Raises `InputError` for another ending, and for a PNG without the extra that draws it.
    """
    ending = path.suffix.lower()
    if ending in HTML:
        write_whole(path, page().encode())
    elif ending == SVG:
        write_whole(path, sheet().encode())
    else:
        refuse_other(path)
        write_whole(path, png(sheet()))


def refuse_other(path: Path) -> None:
    """Raise `InputError` for a picture that cannot be made, before work is spent on it."""
    ending = path.suffix.lower()
    if ending not in {*HTML, SVG, PNG}:
        raise InputError(
            f"picture {path}", f"pictures of kind {ending!r} are not made.", "Name it .html, .svg or .png."
        )
    if ending == PNG:
        _renderer(path)


def png(svg: str) -> bytes:
    """The picture at twice its size; raises `InputError` without the extra ``pictures``."""
    return _renderer(Path("picture.png"))(svg_string=svg, zoom=SCALE, background="#ffffff")


def _renderer(path: Path) -> Callable[..., bytes]:
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        advice = 'Install the extra: pip install "radroster[pictures]", or name it .svg, which needs nothing.'
        raise InputError(f"picture {path}", "a PNG needs resvg, which is not installed.", advice) from error
    return svg_to_bytes
