"""Credentials and skills that the department knows, and what the work of each modality asks for.

Who may do what follows the usual hospital policy: a registry's credential, or a waiver with documented training
for a limited time, and always the department's own sign-off of the skill.
"""

from api.generate.catalogue import ASSISTANT, NAMES
from models.credentials import CredentialKind, Requirement, all_of, any_of, has

KINDS = (
    *(("ARRT", f"ARRT({code})", name) for code, name in (
        ("R", "Radiography"), ("CT", "Computed tomography"), ("MR", "Magnetic resonance imaging"),
        ("M", "Mammography"), ("BS", "Breast sonography"), ("BD", "Bone densitometry"), ("N", "Nuclear medicine"),
        ("S", "Sonography"), ("VS", "Vascular sonography"), ("VI", "Vascular interventional radiography"),
        ("CI", "Cardiac interventional radiography"),
    )),
    *(("ARDMS", f"ARDMS({code})", name) for code, name in (
        ("AB", "RDMS, abdomen"), ("OB", "RDMS, obstetrics and gynecology"), ("BR", "RDMS, breast"),
        ("RVT", "Registered vascular technologist"), ("RMSKS", "Registered musculoskeletal sonographer"),
    )),
    *(("NMTCB", f"NMTCB({code})", name) for code, name in (
        ("CNMT", "Certified nuclear medicine technologist"), ("NCT", "Nuclear cardiology"),
        ("CT", "Computed tomography"), ("PET", "Positron emission tomography"),
    )),
    ("ARMRIT", "ARMRIT(MRIT)", "MRI technologist"),
    ("AHA", "BLS", "Basic life support"),
    ("AHA", "ACLS", "Advanced cardiovascular life support"),
    ("facility", "MQSA", "Mammography personnel requirements met, 21 CFR 900.12(a)(2)"),
    *(("employer", f"grace:{code}", f"Waiver with training, {NAMES[code]}") for code in ("CT", "MR", "US", "IR")),
    *(("department", f"skill:{skill}", name) for skill, name in (
        ("XR", "General radiography"), ("XR OR", "Operating room and C-arm"), ("XR fluoro", "Fluoroscopy"),
        ("CT", "Diagnostic CT"), ("MR", "MR scanning"), ("MR L1", "MR personnel level 1"),
        ("MR L2", "MR personnel level 2"), ("MRSO", "MR safety officer"), ("US", "General ultrasound"),
        ("MG", "Mammography"), ("QC MG", "Quality control technologist of mammography"),
        ("NM", "Nuclear medicine"), ("IR", "Interventional radiology"), ("contrast", "IV access and contrast"),
    )),
)  # fmt: skip
"""Body, code, name."""

REQUIRES = {
    "XR": all_of("ARRT(R)", "skill:XR"),
    "CT": all_of(
        any_of("ARRT(CT)", "NMTCB(CT)", all_of(any_of("ARRT(R)", "ARRT(N)", "NMTCB(CNMT)"), "grace:CT")), "skill:CT"
    ),
    "MR": all_of(any_of("ARRT(MR)", "ARMRIT(MRIT)", all_of("ARRT(R)", "grace:MR")), "skill:MR", "skill:MR L2"),
    "US": all_of(any_of("ARDMS(AB)", "ARRT(S)", "grace:US"), "skill:US"),
    "MG": all_of("ARRT(R)", "ARRT(M)", "MQSA", "skill:MG"),
    "NM": all_of(any_of("ARRT(N)", "NMTCB(CNMT)"), "skill:NM"),
    "IR": all_of("ARRT(R)", any_of("ARRT(VI)", "ARRT(CI)", "grace:IR"), "ACLS", "skill:IR"),
    ASSISTANT: has("skill:MR L1"),
}


def credential_kinds(letters: tuple[str, ...]) -> tuple[CredentialKind, ...]:
    """The catalogue of codes; a network of several sites adds the right to work at each."""
    sites = tuple(("department", privilege(letter), f"May work at site {letter}") for letter in letters if letter)
    return tuple(CredentialKind(body=body, code=code, name=name) for body, code, name in (*KINDS, *sites))


def privilege(letter: str) -> str:
    """Code of the right to work at a site."""
    return f"site:{letter}"


def requirement(modality: str, letter: str) -> Requirement:
    """What a person must hold to work in a modality's area at a site."""
    return all_of(REQUIRES[modality], privilege(letter)) if letter else REQUIRES[modality]
