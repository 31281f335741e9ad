# SPDX-License-Identifier: Apache-2.0
"""A power cut in the middle of an import: the diary is as it was before the file, or as it is after it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from tests.unit.cli.command_line import PATIENCE_S, environment

ROUNDS = 9


def test_whenever_the_process_dies_the_diary_is_as_before_or_as_after(
    used_home: Path, tmp_path: Path
) -> None:
    table = tmp_path / "years.csv"
    rows = [
        f"{date(2016, 1, 1) + timedelta(days=day)};{day % 4};{2000 + day % 900};{day % 11};{day % 2}"
        for day in range(500)
    ]
    table.write_text("Datum;Wadenkrampf;Wasser (ml);Kaffee;Chor\n" + "\n".join(rows) + "\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.dying_import", str(used_home), str(table), str(ROUNDS)],
        env=environment(used_home), capture_output=True, text=True, timeout=PATIENCE_S * 2, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["neither"] == 0
    assert told["before"] + told["after"] == ROUNDS
    assert told["killed"] > 0
