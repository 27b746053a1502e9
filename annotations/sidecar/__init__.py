"""The YAML file beside an article: read safely, written so that a reviewer can read it."""
