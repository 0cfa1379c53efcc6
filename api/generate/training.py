"""What the people of a group are registered and signed off for: the reference department's shares as head counts."""

from collections.abc import Callable, Iterable, Sequence

from api.generate.catalogue import ASSISTANT
from api.generate.draw import Stream, apportion, pick, some, whole
from api.generate.kinds import privilege
from api.generate.posts import Group
from api.generate.reference import Reference
from api.generate.sites import Network

Held = dict[str, set[str]]
"""Codes by person's id."""
CROSS_REGISTERED = 0.75
"""Part of those cross-trained to CT who hold the registry's credential; the rest work under a waiver."""
FEW = 8
"""Of a smaller team everybody is named to a role which somebody has to hold in every hour, such as MR safety officer;
of a larger one every second."""


class Record:
    """What the people of one group hold, as it is filled in."""

    def __init__(self, group: Group, rng: Stream, book: Reference) -> None:
        self.ids, self.rng, self.thin = group.ids, rng, group.thin
        self.mix = {} if group.modality == ASSISTANT else book.mix(group.modality)
        self.cross = book.cross_training
        self.acls, self.contrast = book.everybody("ACLS"), book.everybody("IV/contrast competency")
        self.held: Held = {person: {"BLS"} for person in self.ids}

    def give(self, people: Iterable[str], *codes: str) -> None:
        """Everyone of these people holds all of the codes."""
        for person in people:
            self.held[person].update(codes)

    def share(self, part: float, *codes: str, among: Sequence[str] | None = None) -> frozenset[str]:
        """As many as `part` of the group, or of those named, hold the codes; who it was."""
        chosen = some(self.rng, self.ids if among is None else among, part)
        self.give(chosen, *codes)
        return chosen

    def holding(self, *codes: str) -> list[str]:
        """People who hold all of the codes."""
        return [person for person in self.ids if self.held[person].issuperset(codes)]

    @property
    def named(self) -> Sequence[str]:
        """People who are named to a role."""
        return self.ids if len(self.ids) < FEW else self.ids[::2]

    def lacking(self, *codes: str) -> list[str]:
        """People who hold none of the codes."""
        return [person for person in self.ids if self.held[person].isdisjoint(codes)]


def train(group: Group, rng: Stream, *, book: Reference, network: Network) -> Held:
    """Codes by person for one group, the right to work at its sites included."""
    record = Record(group, rng, book)
    TRAINING[group.modality](record)
    letters = [site.letter for site in network.sites if group.site is None or site is group.site]
    record.give(record.ids, *(privilege(letter) for letter in letters if letter))
    return record.held


def _xr(record: Record) -> None:
    mix, cross = record.mix, record.cross
    record.give(record.ids, "ARRT(R)", "skill:XR")
    record.share(mix["BD"], "ARRT(BD)")
    record.share(1.0 if record.thin else cross["XR OR/C-arm"], "skill:XR OR")
    record.share(cross["XR fluoro"], "skill:XR fluoro")
    record.share(record.contrast["XR"], "skill:contrast")
    record.share(cross["XR->MG"], "ARRT(M)", "MQSA", "skill:MG")
    to_ct = record.share(cross["XR->CT"], "skill:CT", "skill:contrast")
    registered = record.share(CROSS_REGISTERED, "ARRT(CT)", among=sorted(to_ct))
    record.give(to_ct - registered, "grace:CT")


def _ct(record: Record) -> None:
    mix, cross = record.mix, record.cross
    record.share(mix["N"], "ARRT(N)")
    record.give(record.lacking("ARRT(N)"), "ARRT(R)")
    record.share(mix["CT"], "ARRT(CT)")
    record.give(record.lacking("ARRT(CT)"), "grace:CT")
    record.give(record.ids, "skill:CT", "skill:contrast")
    record.share(record.acls["CT"], "ACLS")
    record.share(cross["CT->MR"], "ARRT(MR)", "skill:MR", "skill:MR L2")
    radiographers = record.holding("ARRT(R)")
    to_xr = pick(record.rng, radiographers, whole(cross["CT->XR"] * len(record.ids)))
    record.give(to_xr, "skill:XR")
    record.share(cross["XR OR/C-arm"], "skill:XR OR", among=sorted(to_xr))


def _mr(record: Record) -> None:
    mix = record.mix
    kinds = (("ARRT(R)", "ARRT(MR)"), ("ARRT(MR)",), ("ARMRIT(MRIT)",), ("ARRT(R)", "grace:MR"))
    counts = apportion(len(record.ids), [mix[key] for key in ("R+MR", "MR primary", "ARMRIT", "training")])
    order = record.rng.permutation(len(record.ids)).tolist()
    for codes, count in zip(kinds, counts, strict=True):
        record.give([record.ids[order.pop()] for _ in range(count)], *codes)
    record.give(record.ids, "skill:MR", "skill:MR L2", "skill:contrast")
    record.give(record.named, "skill:MRSO")
    record.share(record.acls["MR"], "ACLS")
    both = record.holding("ARRT(R)", "ARRT(MR)")
    to_ct = pick(record.rng, both, whole(record.cross["MR->CT"] * len(record.ids)))
    record.give(to_ct, "ARRT(CT)", "skill:CT")


def _us(record: Record) -> None:
    mix = record.mix
    record.share(mix["grace"], "grace:US")
    registered = record.lacking("grace:US")
    record.give(registered, "ARDMS(AB)")
    record.share(mix["RDMS-OB"], "ARDMS(OB)", among=registered)
    record.share(mix["RDMS-BR"], "ARDMS(BR)", among=registered)
    record.share(mix["RVT"], "ARDMS(RVT)", among=registered)
    record.share(mix["ARRT S/VS"], "ARRT(S)", "ARRT(VS)", among=registered)
    record.share(mix["RMSKS"], "ARDMS(RMSKS)", among=registered)
    record.give(record.ids, "skill:US")


def _mg(record: Record) -> None:
    record.give(record.ids, "ARRT(R)", "ARRT(M)", "MQSA", "skill:MG")
    record.give(record.named, "skill:QC MG")
    record.share(record.mix["BS"], "ARRT(BS)")
    record.share(record.mix["BD"], "ARRT(BD)")
    record.share(record.cross["MG->XR"], "skill:XR")


def _nm(record: Record) -> None:
    mix = record.mix
    record.share(mix["CNMT"], "NMTCB(CNMT)")
    record.give(record.lacking("NMTCB(CNMT)"), "ARRT(N)")
    both = whole(mix["ARRT N"] * len(record.ids)) - len(record.holding("ARRT(N)"))
    record.give(pick(record.rng, record.lacking("ARRT(N)"), max(0, both)), "ARRT(N)")
    record.share(mix["NCT"], "NMTCB(NCT)")
    record.share(mix["PET"], "NMTCB(PET)")
    record.share(record.cross["NM->CT"], "skill:CT")
    count = whole(mix["CT"] * len(record.ids))
    first = record.holding("skill:CT")[:count]
    record.give(first, "NMTCB(CT)")
    record.give(pick(record.rng, record.lacking("NMTCB(CT)"), count - len(first)), "NMTCB(CT)")
    record.give(set(record.holding("skill:CT")) - set(record.holding("NMTCB(CT)")), "grace:CT")
    record.give(record.ids, "skill:NM", "skill:contrast")
    record.share(record.acls["NM"], "ACLS")


def _ir(record: Record) -> None:
    mix = record.mix
    record.give(record.ids, "ARRT(R)", "ACLS", "skill:IR", "skill:contrast")
    record.share(mix["VI"], "ARRT(VI)")
    cardiac = pick(record.rng, record.lacking("ARRT(VI)"), whole(mix["CI"] * len(record.ids)))
    record.give(cardiac, "ARRT(CI)")
    record.give(record.lacking("ARRT(VI)", "ARRT(CI)"), "grace:IR")


def _assistants(record: Record) -> None:
    record.give(record.ids, "skill:MR L1")


TRAINING: dict[str, Callable[[Record], None]] = {
    "XR": _xr,
    "CT": _ct,
    "MR": _mr,
    "US": _us,
    "MG": _mg,
    "NM": _nm,
    "IR": _ir,
    ASSISTANT: _assistants,
}
