"""Report what articles say by their annotations: who is quoted, what was agreed, who is named.

And how far each annotator has come. What was accepted or added counts; identical work of several
annotators counts once. Filters keep what has all that they ask for.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands.arguments import add_list_argument, whole_number
from tui.commands.layered_articles import LayeredArticles, add_layer_arguments
from tui.commands.output import complain

HELP = "report speakers, quotes, agreements, names and progress over articles"
FILTERS = {
    "speaker": "quotes of a speaker, and agreements told of by one: any part of the name",
    "party": "agreements of a party: any part of the name",
    "date": "agreements with this in their date",
}  # by any part of the words, which may have commas
LIST_FILTERS = {
    "status": "agreements that are proposed, signed, broken …",
    "label": "annotations with this label: PER, direct, treaty …",
}
SHOWN = {"table": 20, "html": 1000}
LISTS = (
    "annotators", "articles", "labels", "speakers", "quotes", "agreement_statuses", "agreements", "entities",
)  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    add_layer_arguments(parser)
    for name, help_ in FILTERS.items():
        parser.add_argument(f"--{name}", metavar=name.upper(), default="", help=f"only {help_}")
    for name, help_ in LIST_FILTERS.items():
        add_list_argument(parser, f"--{name}", metavar=name.upper(), help=f"only {help_}")
    parser.add_argument(
        "--format",
        choices=["table", "json", "md", "html", "csv"],
        default="table",
        help="the form (default: table); csv is a line for each annotation",
    )
    parser.add_argument(
        "--show",
        metavar="N",
        type=whole_number,
        help=f"at most N rows a table (default: {SHOWN['table']} in the terminal, {SHOWN['html']} in HTML, "
        "else all)",
    )


def run(arguments: Namespace) -> int:
    from annotations.reporting.facts import Filters
    from annotations.reporting.spool import Spool
    from tui.commands.html_page import print_html
    from tui.commands.report_sections import print_csv, sections
    from tui.commands.sections import print_json, print_markdown, print_tables

    filters = Filters(
        **{name: getattr(arguments, name) for name in FILTERS},
        status=tuple(arguments.status),
        label=tuple(arguments.label),
    )
    articles = LayeredArticles(arguments.paths, arguments.by, arguments.encoding, debug=arguments.debug)
    with Spool(filters, undecided=arguments.undecided) as spool:
        for layers in articles:
            spool.add(layers)
        shown = SHOWN.get(arguments.format) if arguments.show is None else arguments.show
        title = f"Report on {articles.counted}"
        asked = filters.told
        if arguments.format == "json":
            print_json(
                {"filters": asked, "totals": spool.totals()}, {name: spool.rows(name) for name in LISTS}
            )
        elif arguments.format == "csv":
            print_csv(spool)
        elif arguments.format == "md":
            print_markdown(title, sections(spool, shown), asked)
        elif arguments.format == "html":
            print_html(title, sections(spool, shown), [asked, articles.summary()])
        else:
            print_tables(sections(spool, shown))
        complain(articles.summary())
        articles.tell_unknown(labels=arguments.label)
        if asked and not spool.number("annotations"):
            complain(f"nothing here has what is asked for ({asked})")
        if spool.undecided:
            counted = "counted" if arguments.undecided else "not counted (--undecided counts them)"
            complain(f"{spool.undecided:,} suggestions are undecided and {counted}")
    return articles.code
