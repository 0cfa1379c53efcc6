"""A department compiled to indexes, minutes and cents: all preprocessing of the solver side is here."""

from scheduler.problem.problem import OFF, UNKNOWN, Duty, Grid, Problem, compile_problem

__all__ = ["OFF", "UNKNOWN", "Duty", "Grid", "Problem", "compile_problem"]
