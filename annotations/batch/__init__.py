"""The finders over collections of any size: into sidecars, or out as records, by several processes.

`listing` says which articles, `one_article` what is done with each, `pool` and `cluster` who does it
(processes of this machine, a Dask cluster), `current` what need not be done again, `summary` how it went.
"""
