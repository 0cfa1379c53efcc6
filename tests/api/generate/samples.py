"""Departments that several tests look at, each generated once."""

from functools import cache

from api.generate import GeneratedDepartment, generate_department
from models.department import Department

SEED = 1


@cache
def generated(technologists: int = 105, seed: int = SEED) -> GeneratedDepartment:
    """A generated department and its history."""
    return generate_department(technologists, seed)


def department(technologists: int = 105, seed: int = SEED) -> Department:
    """The department alone."""
    return generated(technologists, seed).department
