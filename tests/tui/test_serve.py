"""`artreader serve`: refusals in a line; through the real textual-serve, where it is installed, a tab that
is closed, a server that is killed, and pages of other sites."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tui import cli
from tui.commands.serve import is_loopback

TEXT = "Rina Hadi tiba di Ambon. Bima Sakti tinggal di Kupang.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berita.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_only_this_machine_unless_told_otherwise(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost")] == [True] * 4
    assert not any(
        map(is_loopback, ("0.0.0.0", "::", "192.168.1.5", "example.org", "localhost.example.org", ""))
    )
    assert cli.main(["serve", str(article), "--host", "192.168.1.5"]) == 2
    assert "add --expose if that is meant" in capsys.readouterr().err
    assert cli.main(["serve", str(article), "--host", "0.0.0.0", "--expose"]) == 2
    assert "--url" in capsys.readouterr().err
    assert cli.main(["serve", str(article), "--port", "0"]) == 2
    assert cli.main(["serve", str(article), "--url", "http://a/b"]) == 2
    assert cli.main(["serve", str(article.with_name("no.txt"))]) == 1


def test_what_is_missing_is_named(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "tui.served", raising=False)
    assert cli.main(["serve", str(article)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("install artreader[serve]")


@contextlib.asynccontextmanager
async def server(article: Path) -> AsyncIterator[tuple[subprocess.Popen[str], str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "serve", str(article), "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])},
    )
    try:
        assert process.stderr is not None
        line = await asyncio.to_thread(process.stderr.readline)
        assert line == f"artreader: open http://127.0.0.1:{port} in a browser\n"
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr is not None:
            process.stderr.close()


async def shows(tab: Any, words: str) -> None:
    """Read what the tab is sent until that stands in it."""
    seen = b""
    while words.encode() not in seen:
        message = await tab.receive(timeout=30)
        assert isinstance(message.data, bytes | str), message
        seen += message.data if isinstance(message.data, bytes) else b""


async def saved(article: Path, words: str) -> str:
    sidecar = article.with_name("berita.txt.annotations.yaml")
    for _ in range(600):
        if sidecar.exists() and words in (text := sidecar.read_text(encoding="utf-8")):
            return text
        await asyncio.sleep(0.05)
    raise AssertionError("not saved")


async def test_a_closed_tab_and_a_killed_server_lose_nothing(article: Path) -> None:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed")
    aiohttp: Any = pytest.importorskip("aiohttp")
    async with server(article) as (process, url), aiohttp.ClientSession() as browser:
        async with browser.get(url) as answer:
            page = await answer.text()
            assert "artreader" in page
            assert "googleapis" not in page
            assert f"{url}/static/css/xterm.css" in page
        async with browser.get(url.replace("127.0.0.1", "localhost"), allow_redirects=False) as answer:
            assert answer.headers["Location"] == f"{url}/"
        for headers in ({"Origin": "http://example.org"}, {"Host": "example.org", "Origin": url}):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await browser.ws_connect(f"{url}/ws", headers=headers)
        async with browser.ws_connect(f"{url}/ws?width=90&height=24", origin=url) as tab:
            await shows(tab, "Ambon")
            await tab.send_json(["stdin", "cSatu\r"])
            await shows(tab, "Satu")
        await saved(article, "Satu")
        tab = await browser.ws_connect(f"{url}/ws?width=90&height=24", origin=url)
        await shows(tab, "Ambon")
        children = {int(word) for word in children_of(process.pid)}
        assert children
        await tab.send_json(["stdin", ")cDua\r"])
        await shows(tab, "Dua")
        process.send_signal(signal.SIGKILL)
        assert "Satu" in await saved(article, "Dua")
        for _ in range(600):
            if not any(Path(f"/proc/{child}").exists() for child in children):
                break
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("a process outlives its server")


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
