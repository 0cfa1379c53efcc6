"""What every test may ask for: the programs from outside Python that some need, and Hypothesis' pace."""

import os
import shutil

import hypothesis
import pytest

# Where CI is set, Hypothesis itself loads a profile without a deadline and with the same examples each run.
hypothesis.settings.register_profile("local", deadline=None)
if "CI" not in os.environ:
    hypothesis.settings.load_profile("local")


def need_program(*names: str) -> str:
    """The path of the first of these programs that the machine has.

    Without any of them the test is skipped, or failed where RADROSTER_REQUIRE_PROGRAMS=1 says that the
    machine was set up to have them all.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    missing = f"{' or '.join(names)} is not installed on this machine"
    if os.environ.get("RADROSTER_REQUIRE_PROGRAMS") == "1":
        pytest.fail(f"{missing}, and RADROSTER_REQUIRE_PROGRAMS=1 requires it", pytrace=False)
    pytest.skip(f"{missing}. Maybe install it with the system's package manager")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that can show a page."""
    return need_program("chromium", "chromium-browser", "google-chrome")
