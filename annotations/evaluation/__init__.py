"""Measuring annotations against others: spans, entities, quotes, agreements, confidence, speed.

`spans` compares any labelled spans, also those of two annotators; the rest measures finders.
"""
