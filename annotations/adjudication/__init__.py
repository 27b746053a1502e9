"""Settling what several annotators of an article disagree about, into one gold file.

`clusters` brings together what the annotators have for the same words, `cases` says where they
differ and how, `record` what the gold file notes of each decision, `gold` keeps the gold file in step
with theirs, `decisions` and `rules` settle cases, `adjudication` is all of that for one article.
"""

GOLD = "gold"  # whose the gold file is, unless said otherwise
