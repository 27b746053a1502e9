"""Text → suggestions. Deterministic and offline; lexicons load when a finder first runs."""
