"""The table of who may do what, as the imaging pack ships it: truth tables of its expressions."""

from itertools import product

import pytest

from api.packs.library import packs
from models.credentials import Requirement
from models.rule_pack import WorkRule

CT_WAYS = ("ARRT(CT)", "licence:CT", "ARRT(R)", "NMTCB(CNMT)")
"""Registered in CT; licensed; radiographer; nuclear medicine technologist."""


def who(item: str) -> Requirement:
    (found,) = (one.rule for one in packs()["imaging"].items if one.id == item)
    assert isinstance(found, WorkRule)
    return found.requires


def may(item: str, *codes: str) -> bool:
    return who(item).met_by(codes.__contains__)


@pytest.mark.parametrize("holds", [*product((False, True), repeat=4)])
def test_ct_with_training_takes_any_of_four_ways(holds: tuple[bool, ...]) -> None:
    codes = [code for code, held in zip(CT_WAYS, holds, strict=True) if held]
    assert may("who-ct", *codes, "skill:CT") is any(holds)


@pytest.mark.parametrize("holds", [*product((False, True), repeat=4)])
def test_ct_without_training_takes_the_registration(holds: tuple[bool, ...]) -> None:
    codes = [code for code, held in zip(CT_WAYS, holds, strict=True) if held]
    assert may("who-ct", *codes) is holds[0]


def test_hospital_policy_narrows_ct_to_the_registered_and_those_under_a_waiver() -> None:
    assert may("who-ct", "ARRT(R)", "skill:CT")
    assert not may("who-ct-registered", "ARRT(R)", "skill:CT")
    assert may("who-ct-registered", "ARRT(R)", "skill:CT", "grace:CT")
    assert may("who-ct-registered", "ARRT(CT)", "skill:CT")
    assert not may("who-ct-registered", "grace:CT", "skill:CT"), "a waiver stands on a primary credential"


def test_a_spect_ct_technologist_does_hybrid_exams_and_no_diagnostic_ct() -> None:
    hybrid = ("NMTCB(CNMT)", "skill:NM", "skill:hybrid CT")
    assert may("who-nm", *hybrid)
    assert may("who-hybrid", *hybrid)
    assert not may("who-ct", *hybrid)
    assert not may("who-ct-registered", *hybrid)
    assert not may("who-hybrid", "NMTCB(CNMT)", "skill:NM")


def test_rdms_abdomen_alone_is_refused_obstetrics_breast_and_vessels() -> None:
    assert may("who-us", "ARDMS(AB)", "skill:US")
    for specialty in ("ob", "breast", "vascular", "echo", "msk"):
        assert not may(f"who-us-{specialty}", "ARDMS(AB)", "skill:US")


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("who-us-ob", ("ARDMS(OB)", "ARRT(S)")),
        ("who-us-vascular", ("ARDMS(RVT)", "ARRT(VS)", "CCI(RVS)")),
        ("who-us-breast", ("ARDMS(BR)", "ARRT(BS)")),
        ("who-us-echo", ("ARDMS(AE)", "CCI(RCS)")),
        ("who-us-msk", ("ARDMS(RMSKS)",)),
    ],
)
def test_each_ultrasound_specialty_has_its_own_credentials(item: str, codes: tuple[str, ...]) -> None:
    assert [code for code in codes if not may(item, code)] == []


@pytest.mark.parametrize("registered", ["ARRT(MR)", "ARMRIT(MRIT)"])
def test_scanning_mr_takes_level_2_whatever_is_registered(registered: str) -> None:
    assert may("who-mr", registered, "skill:MR", "skill:MR L2")
    assert not may("who-mr", registered, "skill:MR", "skill:MR L1")
    assert may("who-mr-beside", "skill:MR L1")


def test_mammography_takes_mqsa_and_a_licence_and_the_registration_only_by_policy() -> None:
    assert may("who-mg", "MQSA", "ARRT(R)", "skill:MG")
    assert not may("who-mg", "ARRT(R)", "ARRT(M)", "skill:MG")
    assert who("who-mg-registered").text() == "ARRT(M)"


def test_interventional_work_takes_acls_and_no_other_technologist_stands_in() -> None:
    assert may("who-ir", "ARRT(R)", "ARRT(VI)", "ACLS", "skill:IR")
    assert may("who-ir", "ARRT(R)", "grace:IR", "ACLS", "skill:IR")
    assert not may("who-ir", "ARRT(R)", "ARRT(VI)", "BLS", "skill:IR")
    assert not may("who-ir", "ARRT(N)", "ARRT(VI)", "ACLS", "skill:IR")
