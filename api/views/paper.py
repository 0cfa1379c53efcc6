"""Sizes of paper."""

from enum import StrEnum


class Paper(StrEnum):
    """What a roster is printed on."""

    A4 = "a4"
    LETTER = "letter"
