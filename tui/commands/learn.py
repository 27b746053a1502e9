"""Make the memory of folders anew from the annotations in them: artreader.lexicon.yaml.

Names, speakers, agreements and rejections that were decided are counted over all annotation files of a
folder; suggestions in its other articles go by them. What was written into the file by hand stays.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands.arguments import add_encoding_argument, add_folders_argument, folders_meant
from tui.commands.output import Complaints

HELP = "make the memory of a folder anew from its annotations"


def add_arguments(parser: ArgumentParser) -> None:
    add_folders_argument(parser)
    parser.add_argument(
        "--afresh",
        action="store_true",
        help="keep nothing of the file, not even what was written by hand; it need not be readable",
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.errors import ArtreaderError
    from annotations.memory.learning import facts_in, relearn
    from annotations.memory.places import LEXICON_NAME

    failed = Complaints(debug=arguments.debug)

    for folder in folders_meant(arguments.paths):
        try:
            facts, files = facts_in(folder, arguments.encoding, failed)
            lexicon = relearn(folder / LEXICON_NAME, facts, afresh=arguments.afresh)
        except ArtreaderError as error:
            failed(error)
            continue
        counts = ", ".join(f"{number} {section}" for section, number in lexicon.sizes().items())
        print(f"{folder / LEXICON_NAME}: {counts}, from {files} annotation files")
    return failed.code
