"""Hypothesis runs the same few dozen examples everywhere; HYPOTHESIS_PROFILE=long runs many more."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# Without compiled modules kept, each of the many programs that tests start would compile them all anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_SLOW_MACHINES = (HealthCheck.too_slow,)
settings.register_profile("short", max_examples=25, deadline=None, suppress_health_check=_SLOW_MACHINES)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=_SLOW_MACHINES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.hookimpl(optionalhook=True)  # there may be no xdist: -p no:xdist
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half as many more as there are processors: tests on terminals mostly wait."""
    cores = os.cpu_count() or 1
    return cores + (cores + 1) // 2


@pytest.fixture(autouse=True, scope="session")
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Rescue copies and settings of the person who runs the tests are neither read nor written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("TMPDIR", str(tmp_path_factory.mktemp("temporary")))
        yield
