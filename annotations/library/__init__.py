"""A folder of articles as a whole: what stands in each, found quickly the second time, and searched."""
