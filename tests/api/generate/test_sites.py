import pytest

from api.generate.reference import reference
from api.generate.sites import plan_network


def test_the_reference_size_is_one_site_with_every_modality() -> None:
    (site,) = plan_network(105, reference()).sites
    assert site.letter == ""
    assert list(site.curves) == ["XR", "CT", "MR", "US", "MG", "NM", "IR"]


def test_the_network_of_350_has_the_factors_of_the_document() -> None:
    assert [site.factor for site in plan_network(350, reference()).sites] == [0.9, 0.9, 0.8, 0.73]


@pytest.mark.parametrize(("size", "sites"), [(10, 1), (150, 1), (151, 2), (400, 4), (1000, 10)])
def test_above_150_technologists_there_are_several_sites_of_at_most_the_reference_size(size: int, sites: int) -> None:
    network = plan_network(size, reference())
    assert len(network.sites) == sites
    assert sites == 1 or max(site.factor for site in network.sites) <= 1


@pytest.mark.parametrize("size", range(10, 1001, 45))
def test_every_open_area_has_people_and_all_technologists_are_placed(size: int) -> None:
    network = plan_network(size, reference())
    assert sum(network.heads.values()) + sum(network.pool.values()) == size
    assert min(network.heads.values()) >= 1


@pytest.mark.parametrize("size", range(20, 1001, 70))
def test_no_size_wants_more_than_a_tenth_more_hours_for_each_technologist_than_the_reference(size: int) -> None:
    network = plan_network(size, reference())
    hours = sum(curves.week for site in network.sites for curves in site.curves.values())
    assert hours / size < 1.1 * 3040 / 105
