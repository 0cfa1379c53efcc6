"""Patterns of work days over two weeks from Sunday, by contract; all of them keep the limits on runs."""

DAYS = 14
THREES = ("xxx........xxx", ".xxx.....xxx..", "...xxx..xxx...", "....xxx..xx..x", "..xxx..xxx....", ".xx.x.....x.xx")
PATTERNS = {
    "FT12": THREES,
    "TRAV": THREES,
    "FT10": (".xxxx...xxxx..", "..xxxx...xxxx.", ".xx.xx..xx.xx.", ".xxx.x..xx.xx."),
    "FT8": (".xxxxx..xxxxx.", "xxxxx...xx.xxx", "..xxxxx..xxxxx", ".xxx.xxx.xxxx."),
    "LEAD": (".x.x......x.x.", "..x.x....x..x.", ".x...x..x.x..."),
    "PT": ("x..x..x..x...x", ".x.x....x.x...", "..x...x...x.x.", "....xx...x...x", "x....x.x..x..."),
    "PTW": ("x.....xx.....x",),
    "PRN": (".....x........", "..........x...", "......x......."),
}
NIGHTS = {
    "FT8": ("xxxx..xxx..xx.", ".xxxx..xxxx..x", "..xx.xxxx.xxxx"),
    "PT": ("xx.......xx...", ".....xx.....xx", "..xx...xx....."),
}
"""Patterns on a night shift where they differ: four nights in a row are the most."""


def patterns(contract: str, *, night: bool) -> tuple[tuple[int, ...], ...]:
    """Work days, counted from the first of the two weeks."""
    texts = NIGHTS.get(contract, PATTERNS[contract]) if night else PATTERNS[contract]
    return tuple(tuple(day for day, mark in enumerate(text) if mark == "x") for text in texts)
