"""Timefold Solver, community edition, in Java: our department as its planning problem, `timefold/` says how.

`timefold/build.py` fetches and compiles it. The clock starts when the virtual machine does; with `warm` it starts when
that has solved the problem for so many seconds already, so that its compiler has done its work.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rivals.contest import Race
from benchmarks.rivals.plain import plain_of
from benchmarks.rivals.timefold_text import text_of
from models.department import Department
from scheduler.case import Case

HOME = Path(__file__).with_name("timefold")
CLASSES, JARS = HOME / "build" / "classes", HOME / "build" / "jars"
SPEED = re.compile(r"move evaluation speed \((\d+)/sec\)")


@dataclass(frozen=True)
class Timefold:
    """One thread: more of them are part of the enterprise edition."""

    config: str = "solver.xml"
    warm: float = 0.0
    threads: int | None = 1

    def absent(self) -> str | None:
        """Without Java, or before it was built."""
        if shutil.which("java") is None:
            return "there is no java on the path; a JDK of version 17 or later has it."
        if not CLASSES.is_dir():
            return "it is not built; uv run python benchmarks/rivals/timefold/build.py does that."
        return None

    def run(self, department: Department, race: Race) -> None:
        """Write the problem, start Java, and log what it prints."""
        plain = plain_of(Case.of(department))
        problem = race.scratch / "problem.txt"
        problem.write_text(text_of(plain), encoding="utf-8")
        command = ["java", "-XX:+UseParallelGC", f"-Dlogback.configurationFile={HOME / 'logback.xml'}"]
        command += ["-cp", f"{CLASSES}:{JARS}/*", "rivals.timefold.Main", str(problem), str(HOME / self.config)]
        command += [str(race.seconds), str(race.seed), str(self.warm)]
        if not self.warm:
            race.log.restart()
        with (race.scratch / "messages.txt").open("w+", encoding="utf-8") as messages:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=messages, text=True)
            for line in process.stdout or ():
                self._take(line.split(), plain.hole_weight, race)
            code = process.wait()
            messages.seek(0)
            told = messages.read()
        race.log.remark(self._remark(told, plain.left_out) if code == 0 else f"Java ended with {code}: {told[-300:]}")

    def _take(self, words: list[str], hole_weight: int, race: Race) -> None:
        if words[0] == "start" and self.warm:
            race.log.restart()
        elif words[0] == "roster":
            milliseconds, hard, holes, cents, *cells = map(int, words[1:])
            claimed = None if hard else float(hole_weight * holes + cents)
            race.log.cells(cells, claimed=claimed, at=milliseconds / 1000)

    @staticmethod
    def _remark(messages: str, left_out: list[str]) -> str:
        speeds = SPEED.findall(messages)
        told = f"{speeds[-1]} moves a second" if speeds else "no speed told"
        return f"{told}; left out: {', '.join(left_out)}" if left_out else told
