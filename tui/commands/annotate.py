"""Look for names, quotes and agreements in articles, and renew the suggestions in their annotation files.

What a person decided or made is never touched. An article whose file is up to date is passed over, so that
a run that was broken off goes on where it was. docs/batch.md tells more.
"""

from __future__ import annotations

import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.display import display
from tui.commands.arguments import add_list_argument, add_paths_argument, add_reading_arguments, whole_number
from tui.commands.output import FINE, FOUND_PROBLEMS, USED_WRONGLY, complain, complain_of

if TYPE_CHECKING:
    from annotations.batch.options import Options
    from annotations.batch.outcome import Outcome
    from annotations.batch.summary import Summary

HELP = "renew the suggestions of whole folders, by several processes"
MOST_JOBS = 256
_REASONS = 10  # why articles failed: so many lines


def add_arguments(parser: ArgumentParser) -> None:
    add_paths_argument(parser)
    parser.add_argument("--recursive", action="store_true", help="the folders in a folder, too")
    parser.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="how many processes (default: one for each core)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="let the machines of a Dask cluster look: tcp://HOST:8786 (needs artreader[dask])",
    )
    parser.add_argument(
        "--format",
        choices=["jsonl"],
        help="print what is found, one JSON object a line, in order; no annotation file is read or written",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, print what would be written")
    parser.add_argument("--force", action="store_true", help="look through those that are up to date, too")
    add_list_argument(
        parser,
        "--only",
        metavar="KIND",
        choices=["entity", "quote", "agreement"],
        help="suggest only this kind: entity, quote or agreement",
    )
    parser.add_argument(
        "--least",
        type=_confidence,
        metavar="CONFIDENCE",
        default=0.0,
        help="suggest nothing with a lower confidence than this, from 0 to 1 (default: 0)",
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        help="give up an article after so long (default: 60, and 60 for each megabyte)",
    )
    add_reading_arguments(parser)
    parser.add_argument(
        "--annotator-free",
        action="store_const",
        dest="annotator",
        const="",
        help="into nobody's files, whatever $ARTREADER_ANNOTATOR says",
    )


def run(arguments: Namespace) -> int:
    if wrong := _wrong(arguments):
        complain(wrong)
        return USED_WRONGLY
    from annotations.batch.listing import Listing
    from annotations.batch.options import Goal, Options
    from annotations.batch.summary import Summary
    from annotations.sidecar.leftovers import folders_of, sweep
    from tui.commands.finding import finder_options
    from tui.commands.stopping import Stopping

    options = Options(
        finders=finder_options(),
        goal=Goal.RECORDS if arguments.format else Goal.COUNTS if arguments.dry_run else Goal.SIDECARS,
        annotator=arguments.annotator,
        encoding=arguments.encoding,
        kinds=tuple(sorted(arguments.only)),
        least=arguments.least,
        force=arguments.force,
    )
    summary = Summary()
    listing = Listing(arguments.paths, recursive=arguments.recursive)

    def unlisted(path: Path, error: Exception) -> None:
        summary.unlisted += 1
        complain_of(error, debug=arguments.debug)

    def entered(folder: Path) -> None:
        if options.goal is Goal.SIDECARS:
            sweep(folders_of([folder]))  # what a run that was killed left

    began = time.monotonic()
    with Stopping() as stopping:
        paths = listing.articles(unlisted, entered)
        total = listing.count()
        outcomes = _outcomes(arguments, options, stopping, paths)
        code = FINE
        try:
            _follow(outcomes, summary, total, arguments)
        except BrokenPipeError:
            _close_stdout()  # whoever reads has what they want
            return FOUND_PROBLEMS if summary.problems else FINE
        except Exception as error:
            complain_of(error, debug=arguments.debug)
            code = FOUND_PROBLEMS
    complain(summary.told(time.monotonic() - began, options.goal))
    for reason, number in summary.reasons.most_common(_REASONS):
        complain(f"failed {number:,} × {reason}")
    if stopping.signal:
        going_on = "" if arguments.format else "; the same command goes on from here"
        complain(f"stopped before the end{going_on}")
        return 128 + stopping.signal
    return FOUND_PROBLEMS if summary.problems else code


def _wrong(arguments: Namespace) -> str:
    """Which options do not go together; "" when all do."""
    if arguments.scheduler and (arguments.jobs or arguments.time_limit):
        return "--jobs and --time-limit are for this machine, not for a cluster (--scheduler)"
    if arguments.format and (arguments.dry_run or arguments.force):
        return "--format neither reads nor writes annotation files: no --dry-run or --force beside it"
    return ""


def _outcomes(
    arguments: Namespace, options: Options, stopping: Callable[[], bool], paths: Iterable[Path]
) -> Generator[Outcome, None, None]:
    """What becomes of the articles, by whoever is to do it."""
    if arguments.scheduler:
        from annotations.batch.cluster import Cluster

        return Cluster(arguments.scheduler, options, stopping=stopping).outcomes(paths)
    from annotations.batch.pool import Pool

    jobs = arguments.jobs or _cores()
    return Pool(options, jobs, seconds=arguments.time_limit, stopping=stopping).outcomes(paths)


def _follow(
    outcomes: Generator[Outcome, None, None], summary: Summary, total: int, arguments: Namespace
) -> None:
    """Tell of each article what is to be told, and how far it has come.

    Raises what `outcomes` raises, and OSError when stdout takes no more.
    """
    from annotations.batch.outcome import Done
    from tui.commands.annotate_progress import progress

    with closing(outcomes), progress(total, shown=not arguments.format or not sys.stdout.isatty()) as advance:
        for outcome in outcomes:
            summary.add(outcome)
            if outcome.problem:
                _complain_of(outcome, debug=arguments.debug)
            if outcome.record:
                print(outcome.record, flush=True)
            elif arguments.dry_run and outcome.done in (Done.WRITTEN, Done.RENEWED, Done.PARTLY):
                print(_would_be(outcome), flush=True)
            advance(summary.articles)


def _complain_of(outcome: Outcome, *, debug: bool) -> None:
    if debug:
        for line in outcome.trace.splitlines():
            print(display(line), file=sys.stderr)
    complain(outcome.problem)


def _would_be(outcome: Outcome) -> str:
    from annotations.batch.outcome import Done

    what = "new" if outcome.done is Done.WRITTEN else "renewed"
    return f"{display(str(outcome.path))}: {what}, {outcome.added} suggestions more, {outcome.removed} fewer"


def _close_stdout() -> None:
    """Let nothing that is still to be written fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _cores() -> int:
    """How many processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _jobs(word: str) -> int:
    number = whole_number(word)
    if not 1 <= number <= MOST_JOBS:
        raise ArgumentTypeError(f"from 1 to {MOST_JOBS}, not {word}")
    return number


def _confidence(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ArgumentTypeError(f"from 0 to 1, not {word!r}")
    return number


def _seconds(word: str) -> float:
    number = whole_number(word)
    if not number:
        raise ArgumentTypeError("at least a second")
    return float(number)
