"""Posts that are filled: who works where under which contract, before anybody has a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from api.generate.areas import modalities
from api.generate.catalogue import ASSISTANT
from api.generate.draw import apportion, whole
from api.generate.reference import Reference
from api.generate.sites import Network, Site

LEADS = ("XR", "CT", "US", "MG", "MR", "IR", "NM", "XR")
"""Working leads of a site as large as the reference department, in the order in which smaller ones have them."""
FULL_TIME = {
    "XR": {"FT12": 0.45, "FT8": 0.55},
    "CT": {"FT12": 0.55, "FT8": 0.45},
    "MR": {"FT12": 0.35, "FT8": 0.5, "FT10": 0.15},
    "US": {"FT12": 0.25, "FT8": 0.6, "FT10": 0.15},
    "MG": {"FT10": 1.0},
    "NM": {"FT10": 1.0},
    "IR": {"FT10": 1.0},
}
"""Shift lengths of full-timers: long where the work is acute, tens where it is outpatients."""
LONG_ONLY = {"FT12": 1.0}
"""Where one or two people are all that is wanted at once, two of them on long shifts fill the day."""
WEEKEND_OPTION = 0.2
"""Part of the part-timers of an area open around the clock who work every weekend and only then."""
AROUND_THE_CLOCK = ("XR", "CT")
FLOAT = "FLOAT-"
"""Ids in the float pool begin so; the modality follows."""
ASSISTANTS, ASSISTANTS_THIN = ("FT8", "PT", "FT8", "PT", "FT12"), ("FT12", "PT")
"""Contracts of MR assistants, over and over for as many as there are."""


@dataclass(frozen=True, slots=True)
class Group:
    """People of one modality at one site, or of one modality in the float pool."""

    modality: str
    site: Site | None
    """None for the float pool."""
    posts: tuple[tuple[str, str], ...]
    """Person's id and contract."""

    @property
    def area(self) -> str | None:
        """Id of the home area; the pool has none."""
        return None if self.site is None else self.site.area(self.modality)

    @property
    def thin(self) -> bool:
        """Whether the area is open for long with one or two people."""
        return self.site is not None and self.site.is_thin("MR" if self.modality == ASSISTANT else self.modality)

    @property
    def purpose(self) -> str:
        """Names the group among the streams of draws."""
        return self.area or f"pool {self.modality}"

    @property
    def ids(self) -> list[str]:
        """Ids of the people."""
        return [person for person, _ in self.posts]

    def under(self, *contracts: str) -> list[str]:
        """Ids of the people on these contracts."""
        return [person for person, contract in self.posts if contract in contracts]


def groups(network: Network, book: Reference) -> Iterator[Group]:
    """Every group of a network, sites first."""
    for site in network.sites:
        leads = LEADS[: whole(len(LEADS) * site.factor)]
        for modality in modalities(site):
            if modality == ASSISTANT:
                rota = list(islice(cycle(ASSISTANTS_THIN if site.is_thin("MR") else ASSISTANTS), site.assistants))
            else:
                heads = network.heads[site.letter, modality]
                rota = _contracts(modality, heads, book, leads=leads.count(modality), thin=site.is_thin(modality))
            yield _group(modality, site, rota)
    for modality, count in network.pool.items():
        yield _group(modality, None, _contracts(modality, count, book))


def _group(modality: str, site: Site | None, contracts: list[str]) -> Group:
    prefix = f"{FLOAT}{modality}" if site is None else site.area(modality)
    posts = tuple((f"{prefix}-{number:02d}", contract) for number, contract in enumerate(contracts, start=1))
    return Group(modality, site, posts)


def _contracts(modality: str, count: int, book: Reference, *, leads: int = 0, thin: bool = False) -> list[str]:
    mix = book.employment_mix
    full, part, per_diem, travelers = apportion(count, [mix[key] for key in ("FT", "PT", "PRN", "traveler")])
    leads = min(leads, full)
    lengths = LONG_ONLY if thin and "FT12" in FULL_TIME[modality] else FULL_TIME[modality]
    split = dict(zip(lengths, apportion(full - leads, list(lengths.values())), strict=True))
    weekend = whole(part * WEEKEND_OPTION) if modality in AROUND_THE_CLOCK else 0
    counts = {"LEAD": leads, **split, "PT": part - weekend, "PTW": weekend, "PRN": per_diem, "TRAV": travelers}
    return [contract for contract, number in counts.items() for _ in range(number)]
