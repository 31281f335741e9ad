# SPDX-License-Identifier: Apache-2.0
"""Old terminals get question marks, not tracebacks."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.command_line import unclench


def test_a_letter_the_terminal_does_not_know_is_a_question_mark(tmp_path: Path) -> None:
    done = unclench(tmp_path, "log", "knee", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert "There is no area called ?knee?." in done.stderr
    assert "Traceback" not in done.stderr
