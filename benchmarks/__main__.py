# SPDX-License-Identifier: Apache-2.0
"""Measure, print the table, keep it in benchmarks/results.md (and as JSON beside it)."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.browser.house import Api, Server

from benchmarks import browsing, days, importing, judging, printing, serving
from benchmarks.table import Row, markdown
from unclench import __version__

HERE = Path(__file__).parent
SKIPPABLE = ("browser", "lighthouse")


def main() -> int:
    """Measure everything that this machine can; exit status 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--without", action="append", choices=SKIPPABLE, default=[], help="leave this out")
    args = parser.parse_args()
    rows = [*serving.cold_start(), *serving.command_line(), *serving.content_load()]
    rows += [*judging.care_answers(), *judging.product_verdicts(), *printing.report_on_paper()]
    rows += days.ten_years_of_days()
    rows += importing.reading_an_export()
    server = Server()
    try:
        if "browser" not in args.without:
            rows += browsing.first_instruction(server)
            rows += browsing.weights(server)
        rows += serving.long_diary(server)
        rows += serving.recording(server)
        if not {"browser", "lighthouse"} & set(args.without):
            api = Api(server.url)
            rows += browsing.lighthouse(server, api.get("api/episodes")["episodes"][0]["id"])
    finally:
        server.stop()
    _keep(rows)
    return 1 if any(row.passed is False for row in rows) else 0


def _keep(rows: list[Row]) -> None:
    machine = (
        f"{os.cpu_count()} cores, {_memory_gb():.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {browsing.version_of_chromium()}, "
        f"load {os.getloadavg()[1]:.1f} over the last five minutes"
    )
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    table = markdown(rows)
    missed = [row.what for row in rows if row.passed is False]
    text = f"# Results\n\nUnclench {__version__}, {today}, `{command}`\n\n{machine}\n\n{table}\n\n" + (
        f"Missed: {', '.join(missed)}.\n" if missed else "Every target was met.\n"
    )
    print(table)
    (HERE / "results.md").write_text(text, "utf-8")
    kept = {"date": today, "version": __version__, "machine": machine, "rows": [asdict(row) for row in rows]}
    (HERE / "results.json").write_text(json.dumps(kept, indent=1), "utf-8")


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


if __name__ == "__main__":
    sys.exit(main())
