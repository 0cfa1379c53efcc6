"""Features are found by their folders, and nothing is loaded for those that do not take part."""

import subprocess
import sys
from pathlib import Path

from api.features import folders, modules


def test_modules_are_found_by_name_in_order_of_their_features() -> None:
    names = [module.__name__ for module in modules("routes")]
    assert names == sorted(names)
    assert {"api.departments.routes", "api.jobs.routes", "api.rosters.routes"} <= set(names)
    assert modules("no_such_name") == ()


def test_folders_are_found_by_name() -> None:
    assert Path("departments/migrations") in {Path(*path.parts[-2:]) for path in folders("migrations")}


def test_what_a_job_needs_loads_no_web_framework_and_no_tables_of_exams() -> None:
    code = (
        "import sys; import api.jobs.runner; from api.jobs.handlers import handlers; assert handlers(); "
        "print(*{'fastapi', 'polars', 'ortools', 'alembic', 'jinja2'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
