from models.demand import TeamRequirement
from tests.api.generate.samples import department


def teams(prefix: str, size: int = 105) -> dict[str, TeamRequirement]:
    return {one.id: one for one in department(size).team_requirements if one.id.startswith(prefix)}


def counts(prefix: str, size: int = 105) -> dict[str, tuple[int, int, int]]:
    return {name: (one.start // 60, one.end // 60, one.count) for name, one in teams(prefix, size).items()}


def test_mr_wants_one_more_than_the_fewest_scanners_whenever_it_is_open() -> None:
    assert counts("mr-plus-one") == {"mr-plus-one-daily-07": (7, 23, 2), "mr-plus-one-workdays-07": (7, 19, 3)}


def test_mr_wants_one_more_than_all_scanners_at_a_price() -> None:
    assert counts("mr-all-scanners") == {
        "mr-all-scanners-daily-07": (7, 19, 3),
        "mr-all-scanners-daily-19": (19, 23, 2),
        "mr-all-scanners-workdays-07": (7, 19, 4),
        "mr-all-scanners-workdays-19": (19, 23, 3),
    }


def test_the_one_more_may_be_an_assistant() -> None:
    (team,) = teams("mr-plus-one-workdays").values()
    assert team.areas == ("MR", "MRA")
    assert team.requires.met_by(lambda code: code == "skill:MR L1")


def test_ct_is_never_without_somebody_registered() -> None:
    assert counts("ct-registered") == {"ct-registered-daily-00": (0, 24, 1)}


def test_the_or_has_somebody_always_and_two_on_workdays() -> None:
    assert counts("or-") == {"or-always-daily-00": (0, 24, 1), "or-day-workdays-07": (7, 17, 2)}


def test_what_concerns_workdays_does_not_hold_on_holidays() -> None:
    workdays = [one for name, one in teams("").items() if "-workdays-" in name]
    assert len(workdays) > 5
    assert not any(one.on_holidays for one in workdays)


def test_a_small_hospital_asks_for_no_more_people_than_it_plans() -> None:
    assert counts("or-day", size=10) == {"or-day-workdays-07": (7, 17, 1)}


def test_every_site_has_its_own_requirements() -> None:
    registered = [one.areas for one in teams("ct-registered", size=350).values()]
    assert registered == [("CT-A",), ("CT-B",), ("CT-C",), ("CT-D",)]
