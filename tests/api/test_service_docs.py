"""What is said of the service is true: its settings and roles, and the README's calls as they stand."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.auth.rights import RIGHTS, Right, Role
from api.settings import PREFIX, Settings
from tests.api.running import PROGRAM
from tests.api.service import RIVERSIDE
from tests.api.serving.served import Served
from tests.conftest import need_program

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    (row,) = (line for line in PAGE.splitlines() if f"`{PREFIX}{name.upper()}`" in line)
    assert str(Settings.model_fields[name].default) in row


@pytest.mark.parametrize("right", Right)
def test_the_table_of_roles_is_the_one_that_is_enforced(right: Right) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| {right} |"))
    says = [cell.strip() == "yes" for cell in row.split("|")[2:-1]]
    assert says == [right in RIGHTS[role] for role in Role]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path)
    one.start()
    yield one
    one.end()
    one.process.communicate()


def test_the_readmes_calls_make_and_publish_a_roster(served: Served, tmp_path: Path) -> None:
    need_program("curl")
    begin, calls = re.findall(r"```sh\n(.*?)```", README[README.index("## HTTP") :], re.DOTALL)[:2]
    generate = next(line.split()[1:] for line in begin.splitlines() if line.startswith("radroster generate"))
    subprocess.run([PROGRAM, *generate], cwd=tmp_path, check=True, capture_output=True)
    file = tmp_path / "clinic" / "department.json"
    key = json.loads(file.read_text(encoding="utf-8"))["id"]
    file.write_text(json.dumps({**RIVERSIDE, "id": key}), encoding="utf-8")  # proved best in no time
    script = calls.replace("http://127.0.0.1:8000", served.url).replace('"seconds": 20', '"seconds": 60')
    environment = os.environ | {"KEY": served.token}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert '"state": "succeeded"' in done.stdout
    assert '"state":"published"' in done.stdout
    assert "person,name,date,shift,area,start,end" in done.stdout
    assert '"outcome":"created"' in done.stdout
    assert '"minutes":480' in done.stdout
    assert "BEGIN:VEVENT" in done.stdout
    assert "urn:radroster:problem" not in done.stdout
