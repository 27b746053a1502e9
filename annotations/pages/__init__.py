"""Annotated articles as pages for people: HTML and Markdown."""
