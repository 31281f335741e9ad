# SPDX-License-Identifier: Apache-2.0
"""The README's pictures: the example diary on a phone, made anew with `python tools/screenshots.py`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tools.chromium import FLAGS, find

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
PHONE = {"width": 390, "height": 844}


def keep(page: Page, name: str) -> None:
    """Keep what the phone shows, with few colours, so that the repository stays small."""
    page.wait_for_timeout(400)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(96, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def walk(page: Page, address: str) -> None:
    page.goto(address)
    keep(page, "home")
    page.locator("[data-area=calf][data-side=left]").first.click()
    page.locator("[data-slot=say]").wait_for()
    keep(page, "session")
    page.locator("[data-do=let_go]").click()
    page.locator("[data-after]").wait_for()
    keep(page, "aftercare")
    page.locator("[data-do=finish]").click()
    page.wait_for_url(address)
    page.goto(f"{address}diary/")
    keep(page, "diary")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        server = subprocess.Popen(
            [sys.executable, "-m", "unclench", "demo", "--no-open", "--port", "0"],
            stdout=subprocess.PIPE, text=True, env=os.environ | {"UNCLENCH_HOME": home},
        )  # fmt: skip
        try:
            assert server.stdout is not None
            address = next(found[0] for line in server.stdout if (found := re.search(r"http://\S+", line)))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
                page = browser.new_page(viewport=PHONE, color_scheme="dark", reduced_motion="reduce")
                walk(page, address)
                browser.close()
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
