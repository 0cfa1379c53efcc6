"""Made-up departments of any size with the look of a real one: for demonstrations, tests and benchmarks."""

from api.generate.department import GeneratedDepartment, generate_department
from api.generate.files import write_department

__all__ = ["GeneratedDepartment", "generate_department", "write_department"]
