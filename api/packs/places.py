"""The areas that an item of a pack is about, together or location by location."""

from collections import defaultdict
from collections.abc import Iterable

from models.demand import Area
from models.department import Department
from models.rule_pack import Places


def chosen(department: Department, places: Places) -> list[Area]:
    """Areas of these modalities and tags, in the department's order."""
    return [
        area
        for area in department.areas
        if area.modality in places.modalities and (places.tags is None or not places.tags.isdisjoint(area.tags))
    ]


def by_location(areas: Iterable[Area]) -> list[list[Area]]:
    """The same areas, those of each location together."""
    found: defaultdict[str, list[Area]] = defaultdict(list)
    for area in areas:
        found[area.location].append(area)
    return list(found.values())
