"""The application in a browser, through textual-serve: a process for every tab.

The only module that listens on the network. textual-serve answers whoever connects, so what comes from a
page of another site, or under a name that is not ours (DNS rebinding), is turned away here: it could
otherwise type into the application.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

from annotations.errors import ArtreaderError
from tui.commands.serve import is_loopback

_LINK = re.compile(r'<link\b[^>]*href="(https?://[^"]*)"[^>]*>')
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'"
)
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LocalServer(Server):
    """Serves `command` at `public_url`, to pages from there alone; tells nothing but what goes wrong."""

    def __init__(self, command: str, host: str, port: int, url: str, ready: Callable[[str], None]) -> None:
        in_url = f"[{host}]" if ":" in host else host
        super().__init__(command, host, port, title="artreader", public_url=url or f"http://{in_url}:{port}")
        self._ready = ready
        names = (host, "localhost") if is_loopback(host) else (host,)
        self._names = {urlsplit(self.public_url).netloc, *(f"{name}:{port}" for name in names)}

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing yet: it may turn out that nothing can listen."""

    def serve(self, debug: bool = False) -> None:
        """Until SIGINT or SIGTERM. Raises OSError where nothing can listen on the address and port."""
        web.run_app(
            self._make_app(),
            host=self.host,
            port=self.port,
            access_log=None,
            print=lambda *_: self._ready(self.public_url),
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._only_our_own)
        return app

    @web.middleware
    async def _only_our_own(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")  # which every browser sends with a socket
        if request.host not in self._names:
            raise web.HTTPForbidden(text=f"this is {self.public_url}\n")
        if origin is not None and not self._is_ours(origin):
            raise web.HTTPForbidden(text="not for pages of other sites\n")
        if request.path == "/ws" and request.headers.get("Upgrade", "").lower() != "websocket":
            raise web.HTTPForbidden(text="for the page of artreader alone\n")
        if request.path == "/" and request.host != urlsplit(self.public_url).netloc:
            raise web.HTTPFound(self.public_url + request.path_qs)
        return await handler(request)

    def _is_ours(self, url: str) -> bool:
        return urlsplit(url).netloc in self._names

    async def handle_index(self, request: web.Request) -> web.Response:  # type: ignore[override]
        """textual-serve's page, without the font that it would fetch from elsewhere."""
        made = await super().handle_index(request)
        assert isinstance(made, web.Response)
        made.text = _LINK.sub(lambda link: link[0] if self._is_ours(link[1]) else "", made.text or "")
        made.headers["Content-Security-Policy"] = _POLICY
        return made


def serve(words: Sequence[str], host: str, port: int, url: str, ready: Callable[[str], None]) -> None:
    """Serve `artreader WORDS…` until SIGINT or SIGTERM; `ready` is told the address once it is there.

    Raises ArtreaderError where nothing can listen on that address and port.
    """
    # "exec", or a shell would stand between, and the processes would not see their server go
    command = "exec " + shlex.join([sys.executable, "-P", "-m", "tui.cli", *words])
    try:
        LocalServer(command, host, port, url, ready).serve()
    except OSError as error:
        reason = (error.strerror or str(error)).rpartition(": ")[2]
        raise ArtreaderError(
            f"cannot listen on {host}, port {port}: {reason}", advice="try another --port"
        ) from error
