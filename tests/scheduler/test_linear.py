import pytest

from scheduler.linear import FALSE, TRUE, Linear, fold, is_constant


def test_constants_are_each_others_negation_and_no_variable_is_one() -> None:
    assert ~TRUE == FALSE
    assert is_constant(TRUE)
    assert is_constant(FALSE)
    store = Linear()
    variables = [store.boolean(), store.integer(-3, 5)]
    assert variables == [0, 1]
    assert (store.lower, store.upper) == ([0, -3], [1, 5])
    assert not any(is_constant(lit) for variable in variables for lit in (variable, ~variable))


def test_folding_turns_literals_into_variables_and_a_constant() -> None:
    assert fold([0, ~1, TRUE, FALSE], [2, 3, 5, 7]) == ([0, 1], [2, -3], 8)
    assert fold([], []) == ([], [], 0)


def test_folding_refuses_lists_of_different_lengths() -> None:
    with pytest.raises(ValueError, match="shorter"):
        fold([0, 1], [1])


def test_a_row_is_shifted_by_its_constant_part() -> None:
    store = Linear()
    one, other = store.boolean(), store.boolean()
    store.row([one, ~other, TRUE], [1, 2, 4], 3, 6)
    assert store.rows == [([one, other], [1, -2], -3, 0, None)]
    assert store.contradiction is None


@pytest.mark.parametrize(("low", "high", "kept"), [(0, 2, True), (2, 2, True), (3, 4, False), (0, 1, False)])
def test_a_row_of_constants_holds_or_is_a_contradiction(low: int, high: int, *, kept: bool) -> None:
    store = Linear()
    store.row([TRUE, FALSE], [2, 5], low, high, what="the budget")
    assert store.contradiction == (None if kept else "the budget")
    assert not store.rows


def test_a_row_without_any_room_is_a_contradiction() -> None:
    store = Linear()
    store.row([store.boolean()], [1], 2, 1, what="two of one")
    assert store.contradiction == "two of one"
    assert not store.rows


def test_the_first_contradiction_is_kept() -> None:
    store = Linear()
    store.clause([], what="first")
    store.clause([FALSE], what="second")
    store.row([], [], 1, 1, what="third")
    assert store.contradiction == "first"


def test_a_guard_falls_instead_of_a_contradiction() -> None:
    store = Linear()
    guard = store.boolean()
    store.clause([FALSE], guard)
    store.row([TRUE], [1], 2, 3, guard=guard)
    store.row([guard], [1], 5, 4, guard=guard)
    assert store.contradiction is None
    assert store.clauses == [([~guard], None)] * 3


def test_clauses_drop_what_is_false_and_vanish_when_true() -> None:
    store = Linear()
    lit = store.boolean()
    store.clause([TRUE, lit])
    store.clause([FALSE, ~lit])
    assert store.clauses == [([~lit], None)]


def test_one_true_literal_makes_the_others_false() -> None:
    store = Linear()
    one, other = store.boolean(), store.boolean()
    store.at_most_one([one, TRUE, other, FALSE])
    assert store.clauses == [([~one], None), ([~other], None)]
    store.at_most_one([FALSE, one])
    assert not store.at_most_ones
    store.at_most_one([one, other])
    assert store.at_most_ones == [[one, other]]
    store.at_most_one([TRUE, TRUE], what="two at once")
    assert store.contradiction == "two at once"


def test_charges_add_up_and_constants_go_into_the_offset() -> None:
    store = Linear()
    lit = store.boolean()
    for charged, cents in ((lit, 5), (~lit, 3), (lit, 2), (TRUE, 100), (FALSE, 1000), (lit, 0)):
        store.charge(charged, cents)
    assert store.money == {lit: 4}
    assert store.money_offset == 103
    store.charge_holes(~lit, 60)
    assert (store.holes, store.hole_offset) == ({lit: -60}, 60)


def test_a_literal_named_twice_is_one() -> None:
    store = Linear()
    one, other = store.boolean(), store.boolean()
    store.clause([one, one, ~other])
    store.row([one, one, ~other, other], [1, 2, 3, 3], 0, 5)
    assert store.clauses == [([one, ~other], None)]
    assert store.rows == [([one], [3], -3, 2, None)]
