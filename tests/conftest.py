"""Hypothesis runs the same few dozen examples everywhere; HYPOTHESIS_PROFILE=long runs many more."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW_MACHINES = (HealthCheck.too_slow,)
settings.register_profile("short", max_examples=50, deadline=None, suppress_health_check=_SLOW_MACHINES)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=_SLOW_MACHINES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
