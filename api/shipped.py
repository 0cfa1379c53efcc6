"""Data files that the program ships: they lie beside the packages in the tree, inside the wheel otherwise."""

from pathlib import Path

from models.errors import BrokenInvariantError


def shipped(name: str) -> bytes:
    """The content of a file of ``fixtures/``, such as ``packs/imaging.json``."""
    inside, beside = Path(__file__).parent / "_fixtures" / name, Path(__file__).parents[1] / "fixtures" / name
    path = inside if inside.exists() else beside
    if not path.exists():
        raise BrokenInvariantError(f"{name} was not installed: neither {inside} nor {beside} exists. Maybe reinstall.")
    return path.read_bytes()
