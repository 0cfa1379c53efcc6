import struct
from pathlib import Path

from tools.picture import photograph

PAGE = "<!doctype html><title>x</title><style>body { background: rgb(0, 90, 60) }</style>"


def test_a_page_becomes_a_picture_of_the_size_asked_for(chromium: str, tmp_path: Path) -> None:
    page, picture = tmp_path / "page.html", tmp_path / "made" / "page.png"
    page.write_text(PAGE, encoding="utf-8")
    photograph(chromium, page, picture, width=640, height=480)
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (640, 480)
