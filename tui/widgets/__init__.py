"""Widgets: each draws and posts messages; none holds file or domain logic."""
