"""Damaged files and hostile texts, without end; a seeded share of them runs with the suite."""
