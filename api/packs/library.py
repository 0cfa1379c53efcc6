"""The packs and state profiles that the program ships."""

from functools import cache
from typing import Final

from api.shipped import shipped
from models.errors import UnknownReferenceError
from models.rule_pack import RulePack, StateProfile, StateProfiles

PACKS = ("imaging",)

LISTED: Final = "`radroster pack list` lists all."


@cache
def packs() -> dict[str, RulePack]:
    """Every pack by id."""
    return {name: RulePack.model_validate_json(shipped(f"packs/{name}.json")) for name in PACKS}


def pack_named(name: str) -> RulePack:
    """One pack; raises `UnknownReferenceError`."""
    if name not in packs():
        raise UnknownReferenceError.near("--pack", "pack", name, packs(), listed=LISTED)
    return packs()[name]


@cache
def states() -> dict[str, StateProfile]:
    """Every state profile by the state's two letters."""
    listed = StateProfiles.model_validate_json(shipped("packs/states.json")).profiles
    return {profile.state: profile for profile in listed}


def state_named(letters: str) -> StateProfile:
    """One profile; raises `UnknownReferenceError`."""
    if letters.upper() not in states():
        raise UnknownReferenceError.near("--state", "state", letters.upper(), states(), listed=LISTED)
    return states()[letters.upper()]
