"""The HTML report in a real browser: built, wide enough, and without a script that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tui import cli

THREE = Path(__file__).parents[2] / "samples" / "three-annotators"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FRAME_OF = '<iframe id="{name}" src="report.html" style="width:{width}px; height:900px; border:0"></iframe>\n'
# The page about the report looks into it, since the report itself lets no script run.
PAGE = """<!DOCTYPE html>
%s<script>
window.onload = () => { for (const frame of document.querySelectorAll("iframe")) {
  const root = frame.contentDocument.documentElement;
  const told = document.createElement("p");
  const fits = root.scrollWidth <= frame.clientWidth;
  told.textContent = [frame.id, fits, root.querySelectorAll("tbody tr").length].join(" ");
  document.body.append(told);
} };
</script>"""


@pytest.mark.skipif(BROWSER is None, reason="there is no chromium here")
def test_the_page_fits_a_desk_and_a_phone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert BROWSER
    assert cli.main(["report", str(THREE), "--format", "html"]) == 0
    html = capsys.readouterr().out
    (tmp_path / "report.html").write_text(html, encoding="utf-8")
    frames = "".join(FRAME_OF.format(name=f"f{width}", width=width) for width in (1280, 400))
    (tmp_path / "frames.html").write_text(PAGE % frames, encoding="utf-8")
    dumped = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
            f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=10000", "--dump-dom",
            (tmp_path / "frames.html").as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=False,
    ).stdout  # fmt: skip
    rows = html.count("<tr>") - 8  # the heads of eight tables
    assert re.findall(r"<p>(.*?)</p>", dumped) == [f"f1280 true {rows}", f"f400 true {rows}"]
