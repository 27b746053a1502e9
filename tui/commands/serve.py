"""Serve the reading screen to a browser on this machine, by textual-serve (install artreader[serve]).

Every tab runs artreader open in a process of its own, which saves as it does in a terminal, also when the
tab is closed. There is no password and no encryption: another address than this machine's own needs
--expose. Ctrl+C ends it.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from ipaddress import ip_address

from tui.commands.arguments import add_paths_argument, add_reading_arguments
from tui.commands.output import FINE, USED_WRONGLY, complain

HELP = "serve the reading screen to a browser on this machine"
HOST, PORT = "127.0.0.1", 8000


def add_arguments(parser: ArgumentParser) -> None:
    add_paths_argument(parser, needed=False)
    parser.add_argument("--port", type=_port, metavar="N", default=PORT, help=f"the port (default: {PORT})")
    parser.add_argument(
        "--host", metavar="ADDRESS", default=HOST, help=f"the address to listen on (default: {HOST})"
    )
    parser.add_argument(
        "--expose", action="store_true", help="allow an address that others can reach: they can change all"
    )
    parser.add_argument(
        "--url",
        type=_url,
        metavar="URL",
        help="what browsers call it, where that is not HOST:PORT",
    )
    add_reading_arguments(parser)


def run(arguments: Namespace) -> int:
    """Serve until a signal ends it; the paths are looked at first. Raises ArtreaderError."""
    from annotations.article import Article
    from annotations.collection import check_folder
    from annotations.errors import ArtreaderError

    host = arguments.host.strip("[]")
    if not is_loopback(host):
        if not arguments.expose:
            complain(
                f"{host}: others could read and change the articles there, without a password; "
                "add --expose if that is meant"
            )
            return USED_WRONGLY
        if _is_any(host) and not arguments.url:
            complain(f"{host} is no address for a browser: say with --url what it is called")
            return USED_WRONGLY
    paths = arguments.paths
    for path in paths:
        if path.is_dir():
            check_folder(path)
        else:
            Article.read(path, arguments.encoding)
    try:
        from tui.served import serve
    except ImportError as error:
        raise ArtreaderError("serving needs textual-serve", advice="install artreader[serve]") from error
    if not is_loopback(host):
        complain(
            f"WARNING: whoever can reach {host} can read and change these articles; nothing is encrypted"
        )
    command = ["open", *_reading(arguments), "--", *(os.path.abspath(path) for path in paths)]
    serve(
        command, host, arguments.port, arguments.url or "", lambda url: complain(f"open {url} in a browser")
    )
    return FINE


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address; a name counts only if it is localhost."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_any(host: str) -> bool:
    """Whether it stands for all addresses of the machine."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return not host


def _reading(arguments: Namespace) -> list[str]:
    given = {"--annotator": arguments.annotator, "--encoding": arguments.encoding}
    return [f"{name}={value}" for name, value in given.items() if value]


def _port(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 5 and 1 <= int(word) <= 65535):
        raise ArgumentTypeError(f"{word!r} is no port from 1 to 65535")
    return int(word)


def _url(word: str) -> str:
    if not word.startswith(("http://", "https://")) or len(word.split("/")) != 3 or not word.split("/")[2]:
        raise ArgumentTypeError(f"{word!r} is no URL of a server (try http://192.168.1.5:8000)")
    return word
