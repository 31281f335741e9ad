# SPDX-License-Identifier: Apache-2.0
"""What, why and what to do on stderr; the error's exit status; no traceback, nothing kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.command_line import unclench


@pytest.mark.parametrize(
    ("words", "status", "what", "todo"),
    [
        (["log", "knee"], 2, "There is no area called “knee”.", "Choose one of them."),
        (["relief", "knee"], 2, "There is no area called “knee”.", "Choose one of them."),
        (["evidence", "knee"], 2, "There is no area called “knee”.", "Choose one of them."),
        (["relief", "calf", "--side", "up"], 2, "There is no side called “up”.", "Choose one of them."),
        (["log", "left", "calf", "--side", "right"], 2, "Two sides were said.", "Say one of them."),
        (["relief", "calf", "--where", "moon"], 2, "“moon” is not a place to be.", "Choose one"),
        (["log", "calf", "--at", "2999-01-01T00:00"], 2, "lies in the future.", "Write an earlier time"),
        (["log", "calf", "--at", "soon"], 2, "“soon” is not a time.", "Write it"),
        (["log", "calf", "--minutes", "0"], 2, "“0” is not a number of minutes.", "Correct --minutes"),
        (["log", "calf", "--minutes", "nan"], 2, "“nan” is not a number of minutes.", "Correct --minutes"),
        (["log", "calf", "--minutes", "1e400"], 2, "is not a number of minutes.", "Correct --minutes"),
        (["log", "calf", "--minutes", "5"], 2, "The spasm would end in the future", "Say with --at"),
        (["log", "calf", "--pain", "11"], 2, "“11” is not a pain score.", "Correct --pain"),
        (["log", "calf", "--doing", "flying"], 2, "“flying” is not in the list", "Choose one of them"),
        (["diary", "--limit", "0"], 2, "“0” is not a number of episodes.", "Correct --limit"),
        (["diary", "--since", "spring"], 2, "“spring” is not a day.", "Write it so"),
        (["content", "check", "/nowhere"], 2, "There is no folder /nowhere.", "Name one"),
        (["serve", "--port", "x"], 5, "“x” is not a port.", "Correct --port"),
        (["serve", "--port", "65536"], 5, "“65536” is not a port.", "Correct --port"),
        (["serve", "--host", "here"], 5, "“here” is not an address to listen on.", "leave --host out"),
        (["serve", "--host", "0.0.0.0"], 5, "does not listen on 0.0.0.0 without --lan.", "Add --lan"),
        (["serve", "--host", "::"], 5, "does not listen on :: without --lan.", "Add --lan"),
        (["serve", "--host", "192.168.1.5"], 5, "does not listen on 192.168.1.5", "Add --lan"),
    ],
)
def test_a_mistake_is_told_in_words_and_keeps_nothing(
    tmp_path: Path, words: list[str], status: int, what: str, todo: str
) -> None:
    done = unclench(tmp_path, *words)
    assert done.returncode == status
    assert what in done.stderr
    assert todo in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 3
    assert done.stdout == ""
    assert not (tmp_path / "unclench.sqlite3").exists()


def test_a_data_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = unclench(tmp_path / "file" / "home", "diary")
    assert done.returncode == 5
    assert "cannot be used" in done.stderr
    assert "UNCLENCH_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_content_that_is_wrong_is_listed_and_ends_with_status_1(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text("areas: 3\n")
    done = unclench(tmp_path / "home", "content", "check", str(tmp_path))
    assert done.returncode == 1
    assert "to correct." in done.stderr
    assert "Traceback" not in done.stderr


def test_shipped_content_is_whole(tmp_path: Path) -> None:
    done = unclench(tmp_path, "content", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "is whole" in done.stdout
