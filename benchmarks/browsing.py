# SPDX-License-Identifier: Apache-2.0
"""What a person at a phone feels: the tap, the weight of pages, and Lighthouse's four marks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Response, expect
from tests.browser.house import Server, chromium, close_chromium

from benchmarks.table import Row, quantile

__all__ = ["first_instruction", "lighthouse", "version_of_chromium", "weights"]

TAPS = 10
LIGHTHOUSE = "lighthouse@12.8.2"
LIGHTHOUSE_RUNS = 3
_LIGHTHOUSE_LIMIT_S = 120
_BARS = {"accessibility": 100, "best-practices": 100, "performance": 95, "seo": 95}
_UNMARKED = ("notApplicable", "manual", "informative")
_VITALS = {
    "largest-contentful-paint": ("largest paint", "ms", 1200.0),
    "cumulative-layout-shift": ("layout shift", "", 0.02),
    "total-blocking-time": ("blocked", "ms", 100.0),
}


def first_instruction(server: Server) -> list[Row]:
    """A cold browser profile, the first page, one tap on the map: from each to the first instruction on the screen."""
    taps, opens = [], []
    for _ in range(TAPS):
        context = chromium().new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(server.url, wait_until="commit")
        zone = page.locator('svg a.zone[data-area="calf"][data-side="left"]')
        zone.wait_for()
        page.wait_for_load_state("load")
        tapped = time.perf_counter()
        zone.click()
        expect(page.locator('[data-slot="say"]')).not_to_be_empty()
        taps.append(time.perf_counter() - tapped)
        opens.append(time.perf_counter() - begun)
        context.close()
    close_chromium()
    note = f"Chromium, 390 x 844, {TAPS} cold profiles; the driver's own time is in it"
    return [
        Row("tap to first instruction, median", quantile(taps, 0.5), "s", 1.0, note=note),
        Row("tap to first instruction, slowest", max(taps), "s", 1.0, note=note),
        Row(
            "cold open to first instruction, median", quantile(opens, 0.5), "s", 2.0, note="the tap included"
        ),
    ]


def weights(server: Server) -> list[Row]:
    """Bytes on the wire as Chromium got them, compressed, bodies only."""
    context = chromium().new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    got: dict[str, tuple[str, int]] = {}
    hosts: set[str] = set()

    def take(response: Response) -> None:
        hosts.add(urlsplit(response.url).netloc)
        size = response.request.sizes()["responseBodySize"]
        if response.url not in got and size > 0:  # the second time it comes from the cache
            got[response.url] = (response.request.resource_type, size)

    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    page.goto(server.url, wait_until="networkidle")
    for response in seen:
        take(response)
    first_visit = sum(size for _, size in got.values())
    seen.clear()
    page.goto(server.url + "relief/calf/left/", wait_until="networkidle")
    for response in seen:
        take(response)
    context.close()
    close_chromium()
    html = {urlsplit(url).path: size for url, (kind, size) in got.items() if kind == "document"}
    of = {
        wanted: sum(size for kind, size in got.values() if kind == wanted)
        for wanted in ("stylesheet", "script")
    }
    return [
        Row("HTML of the first page", html["/"] / 1000, "KB", 15),
        Row("HTML of a plan", html["/relief/calf/left/"] / 1000, "KB", 15),
        Row("all styles", of["stylesheet"] / 1000, "KB", 12),
        Row("all scripts of first page and session", of["script"] / 1000, "KB", 30),
        Row("first visit, all of it", first_visit / 1000, "KB", 100),
        Row("other hosts asked", len(hosts) - 1, "", 0),
    ]


def lighthouse(server: Server, episode: str) -> list[Row]:
    """Lighthouse's marks (mobile preset), the median of three runs."""
    npx, browser = shutil.which("npx"), shutil.which("chromium")
    if npx is None or browser is None:
        missing = "npx (Node)" if npx is None else "chromium"
        return [Row("Lighthouse", None, "", 100, at_least=True, note=f"{missing} is not installed here")]
    rows = []
    pages = {"first page": "", "session": "relief/calf/left/", "diary": "diary/", "an episode": f"diary/{episode}/",
             "help": "help/"}  # fmt: skip
    for name, path in pages.items():
        runs = [run for _ in range(LIGHTHOUSE_RUNS) if (run := _lighthouse(npx, browser, server.url + path))]
        if not runs:
            rows.append(Row(f"Lighthouse, {name}", None, "", 100, at_least=True, note="it gave no report"))
            continue
        short = "" if len(runs) == LIGHTHOUSE_RUNS else f"{len(runs)} of {LIGHTHOUSE_RUNS} runs gave a report"
        for mark, bar in _BARS.items():
            value = quantile([100 * run["categories"][mark]["score"] for run in runs], 0.5)
            failed = sorted({audit for run in runs for audit in _failed(run, mark)}) if value < bar else []
            note = "; ".join(part for part in (short, ", ".join(failed)[:120]) if part)
            rows.append(Row(f"Lighthouse {mark}, {name}", value, "", bar, at_least=True, note=note))
        for key, (what, unit, bar) in _VITALS.items():
            value = quantile([run["audits"][key]["numericValue"] for run in runs], 0.5)
            rows.append(Row(f"Lighthouse {what}, {name}", value, unit, bar, note=short))
    return rows


def _failed(report: dict[str, Any], category: str) -> list[str]:
    names = [ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    return [name for name in names if (report["audits"][name]["score"] or 0) < 0.9
            and report["audits"][name]["scoreDisplayMode"] not in _UNMARKED]  # fmt: skip


def _lighthouse(npx: str, browser: str, url: str) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        report = Path(folder) / "report.json"
        command = [
            npx, "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}",
            f"--only-categories={','.join(_BARS)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
        ]  # fmt: skip
        try:
            subprocess.run(
                command, env=os.environ | {"CHROME_PATH": browser}, capture_output=True, timeout=_LIGHTHOUSE_LIMIT_S,
                cwd=folder, check=True,
            )  # fmt: skip
            found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        except (subprocess.SubprocessError, OSError, ValueError):
            return None
        return None if found.get("runtimeError") else found


def version_of_chromium() -> str:
    """Its version, for the report's head."""
    program = shutil.which("chromium")
    if program is None:
        return "Playwright's own Chromium"
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"Chromium [\d.]+", said)
    return found.group() if found else "Chromium"
