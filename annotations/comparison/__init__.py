"""Comparing annotators: how far they agree, by the measures of the field, and where they do not.

`reading` brings the layers of an article together, `comparison` adds up article by article; the
measures (`kappas`, `unitising`) know nothing of files and can be used alone.
"""
