"""What was decided in a folder, for the finders to go by in its other articles (docs/learning.md).

`facts` are what one file of annotations teaches; `lexicon` is the file `artreader.lexicon.yaml` that
counts them, in `entries`; `learning` keeps it up to date; `recall` is how a finder asks it. `training` makes
a model of names besides, which `model_file` keeps; `places` says where the files are.
"""
