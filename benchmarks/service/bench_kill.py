"""Everything is killed once: that the program which does so often still runs, and finds nothing wrong."""

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.service.kill import kill


def bench_a_service_of_which_every_process_is_killed_loses_nothing(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    done, kept = benchmark.pedantic(  # type: ignore[no-untyped-call]  # not annotated
        lambda: kill("sqlite", "both", "publish", rounds=1, seed=1, folder=tmp_path / "killed"), rounds=1
    )
    assert [one.problems for one in done] == [()]
    assert kept.published
    assert kept.writes > 4
