"""Arguments of the programs here."""

import argparse


def count(text: str) -> int:
    """A whole number of at least 1, for `argparse`, which tells anything else with the option's name."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        message = f"{text!r} is not a whole number of at least 1"
        raise argparse.ArgumentTypeError(message)
    return number
