"""A page as a browser has it: headless Chromium, where one is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

PROBE = """<script>
addEventListener("load", () => {
  const over = [...document.querySelectorAll("svg text")].filter((t) => {
    const box = t.getBBox(), frame = t.ownerSVGElement.viewBox.baseVal;
    return box.x < 0 || box.x + box.width > frame.width;
  });
  parent.postMessage({
    wide: document.documentElement.scrollWidth,
    shown: innerWidth,
    over: over.map((t) => t.textContent),
    tall: document.documentElement.scrollHeight,
  }, "*");
});
</script>"""

FRAME = """<!doctype html><body style="margin:0"><iframe src="copy.html" style="border:0;width:WIDTHpx;height:900px">
</iframe><pre id="said"></pre><script>
addEventListener("message", (e) => { document.getElementById("said").textContent = JSON.stringify(e.data); });
</script></body>"""
"""A window is never as narrow as a phone: a frame is."""


class Browser:
    """One Chromium, with a folder of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        fixed = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr", "--v=0")
        own = f"--user-data-dir={self.folder / 'profile'}"
        command = [self.program, *fixed, own, *words]
        return subprocess.run(command, capture_output=True, check=False, timeout=120)

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path.as_uri()

    def picture(self, text: str, *words: str) -> tuple[bytes, list[str]]:
        """A screenshot as PNG, and what the console said."""
        out = self.folder / "shot.png"
        done = self.run(f"--screenshot={out}", "--window-size=1100,1600", *words, self.write("page.html", text))
        said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
        return out.read_bytes(), said

    def paper(self, text: str) -> bytes:
        """The page as PDF."""
        out = self.folder / "page.pdf"
        self.run("--no-pdf-header-footer", f"--print-to-pdf={out}", self.write("page.html", text))
        return out.read_bytes()

    def measured(self, text: str, width: int) -> dict[str, object]:
        """How wide a copy of the page is in a frame of that width, and which texts of its drawings do not fit."""
        probed = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', PROBE, text)
        self.write("copy.html", probed)
        done = self.run(
            "--virtual-time-budget=5000", "--dump-dom", self.write("frame.html", FRAME.replace("WIDTH", str(width)))
        )
        said = re.search(r'<pre id="said">(.*?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
        assert said, done.stderr.decode("utf-8", "replace")[-2000:]
        return json.loads(said[1].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


def installed() -> str | None:
    """The program, where there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
