# SPDX-License-Identifier: Apache-2.0
"""A guided session in a real terminal: what is pressed is what the diary tells, also after a kill -9."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.command_line import command, environment, unclench, until

FIRST_SCREEN, OTHER_SCREEN = "\x1b[?1049l", "\x1b[?1049h"


class Terminal:
    """A person's side of a terminal: types, and reads what the screen was sent."""

    def __init__(self, master: int, slave: int, process: subprocess.Popen[bytes]) -> None:
        self.master = master
        self.slave = slave
        self.process = process
        self.text = ""
        self._seen = 0

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def wait_for(self, words: str) -> None:
        """Until the words come, after those waited for before."""

        def came() -> bool:
            self._read()
            place = self.text.find(words, self._seen)
            if place >= 0:
                self._seen = place + len(words)
            return place >= 0

        try:
            until(came, repr(words))
        except AssertionError:
            raise AssertionError(f"{words!r} never came after:\n{self.text[-3000:]}") from None

    def ended(self) -> int:
        """The exit status, once everything was read."""

        def gone() -> bool:
            self._read()
            return self.process.poll() is not None

        until(gone, "the end")
        self._read()
        status = self.process.returncode
        assert status is not None
        return status

    def modes(self) -> list[Any]:
        return termios.tcgetattr(self.slave)

    def _read(self) -> None:
        while select.select([self.master], [], [], 0)[0]:
            try:
                self.text += os.read(self.master, 65536).decode("utf-8", "replace")
            except OSError:
                return


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def terminal(home: Path, *words: str, **more: str) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    process = subprocess.Popen(
        command(*words), env=environment(home, **({"TERM": "xterm"} | more)), stdin=slave, stdout=slave, stderr=slave,
        start_new_session=True, preexec_fn=_own_terminal,
    )  # fmt: skip
    try:
        yield Terminal(master, slave, process)
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)


def episodes(home: Path) -> list[dict[str, Any]]:
    done = unclench(home, "diary", "--json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["episodes"]
    return found


def test_start_next_let_go_and_answers_are_one_episode(tmp_path: Path) -> None:
    with terminal(tmp_path, "relief", "calf", "--side", "left", "--where", "bed") as there:
        before = there.modes()
        there.wait_for("step 1 of")
        there.wait_for("not getting better")
        assert there.modes() != before
        there.press("n")
        there.wait_for("step 2 of")
        there.press("l")
        there.wait_for("It let go")
        there.press("\n")
        there.wait_for("How strong was the pain")
        assert there.modes() == before
        there.press("7\n")
        there.wait_for("What were you doing?")
        there.press("1\n")
        there.wait_for("Anything different")
        there.press("new shoes\n")
        assert there.ended() == 0
        assert there.modes() == before
        assert there.text.count(OTHER_SCREEN) == there.text.count(FIRST_SCREEN) == 1
        assert "It is in the diary." in there.text
    (episode,) = episodes(tmp_path)
    assert [step["result"] for step in episode["steps"]] == ["moved_on", "let_go"]
    assert [step["remedy"] for step in episode["steps"]] == [
        "calf_dorsiflexion_pull",
        "calf_press_foot_to_wall",
    ]
    assert (episode["area"], episode["side"], episode["recorded"]) == ("calf", "left", "terminal")
    assert (episode["pain"], episode["doing"], episode["different"]) == (7, "asleep", "new shoes")
    assert episode["let_go"] is True
    assert episode["duration_seconds"] is not None


def test_what_happened_before_a_kill_is_kept(used_home: Path) -> None:
    with terminal(used_home, "relief", "calf", "--side", "right", "--where", "bed") as there:
        there.wait_for("step 1 of")
        there.press("n")
        there.wait_for("step 2 of")
        there.process.send_signal(signal.SIGKILL)
        assert there.ended() == -signal.SIGKILL
    (episode,) = episodes(used_home)
    assert [step["result"] for step in episode["steps"]] == ["moved_on", "unknown"]
    assert (episode["side"], episode["ended"], episode["let_go"]) == ("right", None, False)


def test_an_answer_is_kept_although_the_next_question_was_never_answered(used_home: Path) -> None:
    with terminal(used_home, "relief", "calf", "--where", "bed") as there:
        there.wait_for("step 1 of")
        there.press("l\n")
        there.wait_for("How strong was the pain")
        there.press("4\n")
        there.wait_for("What were you doing?")
        there.process.send_signal(signal.SIGKILL)
        there.ended()
    (episode,) = episodes(used_home)
    assert (episode["pain"], episode["let_go"]) == (4, True)


@pytest.mark.parametrize(
    ("ending", "status"),
    [("q", 0), ("\x03", 130), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)],
)
def test_the_terminal_is_as_it_was_however_the_session_ends(
    used_home: Path, ending: str | signal.Signals, status: int
) -> None:
    with terminal(used_home, "relief", "neck") as there:
        before = there.modes()
        there.wait_for("step 1 of")
        assert there.modes() != before
        if isinstance(ending, signal.Signals):
            there.process.send_signal(ending)
        elif ending == "\x03":
            there.process.send_signal(
                signal.SIGINT
            )  # what Ctrl-C becomes where the terminal is the session's own
        else:
            there.press(ending)
        assert there.ended() == status
        assert there.modes() == before
        assert there.text.count(OTHER_SCREEN) == there.text.count(FIRST_SCREEN) == 1
        assert "Traceback" not in there.text
    assert len(episodes(used_home)) == 1


def test_ctrl_z_is_no_key_while_the_session_has_the_screen(used_home: Path) -> None:
    with terminal(used_home, "relief", "neck") as there:
        before = there.modes()[6][termios.VSUSP]
        there.wait_for("step 1 of")
        assert there.modes()[6][termios.VSUSP] == b"\x00" != before
        there.press("q")
        assert there.ended() == 0
        assert there.modes()[6][termios.VSUSP] == before


def test_help_shows_the_signs_and_any_key_leads_back(used_home: Path) -> None:
    with terminal(used_home, "relief", "calf", "--where", "bed") as there:
        there.wait_for("step 1 of")
        there.press("?")
        there.wait_for("Call the emergency number now")
        there.press("x")
        there.wait_for("not getting better")
        there.press("q")
        assert there.ended() == 0


def test_the_clock_goes_on_by_itself(used_home: Path) -> None:
    with terminal(used_home, "relief", "calf", "--where", "bed") as there:
        there.wait_for("since it began: 0:00")
        there.wait_for("since it began: 0:01")
        there.wait_for("since it began: 0:02")
        there.press("q")
        assert there.ended() == 0


def test_a_dumb_terminal_gets_lines_and_no_escape_codes(used_home: Path) -> None:
    with terminal(used_home, "relief", "calf", "--side", "left", "--where", "bed", TERM="dumb") as there:
        there.wait_for("step 1 of")
        there.press("l\n\n")
        there.wait_for("How strong was the pain")
        there.press("\n\n\n")
        assert there.ended() == 0
        assert "\x1b" not in there.text
    assert [one["let_go"] for one in episodes(used_home)] == [True]


def test_keys_from_a_pipe_lead_through_a_session(used_home: Path) -> None:
    done = unclench(
        used_home,
        "relief",
        "left",
        "calf",
        "--where",
        "bed",
        typed="n\nl\n\n3\n2\nlate coffee\n",
        TERM="xterm",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert done.stdout.startswith("If this followed an injury")
    (episode,) = episodes(used_home)
    assert (episode["pain"], episode["doing"], episode["different"]) == (3, "waking", "late coffee")


def test_an_input_that_ends_stops_the_session_and_keeps_it(used_home: Path) -> None:
    assert unclench(used_home, "relief", "calf", "--where", "bed", typed="n\n").returncode == 0
    (episode,) = episodes(used_home)
    assert [step["result"] for step in episode["steps"]] == ["moved_on", "stopped"]


def test_a_diary_that_cannot_be_opened_is_told_after_the_relief(tmp_path: Path) -> None:
    (tmp_path / "unclench.sqlite3").write_bytes(b"this is no database at all" * 100)
    done = unclench(tmp_path, "relief", "left", "calf", "--where", "bed", typed="l\n\n\n\n\n")
    assert "step 1 of" in done.stdout
    assert "Your profile could not be read." in done.stdout
    assert "could not be kept in the diary" in done.stderr
    assert "unclench log calf --side left --at 20" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_what_helped_before_comes_first_here_too(used_home: Path) -> None:
    for _ in range(2):
        assert unclench(used_home, "relief", "calf", "--where", "bed", typed="n\nl\n\n\n\n\n").returncode == 0
    third = unclench(used_home, "relief", "calf", "--where", "bed", typed="q\n")
    assert "step 1 of 6: Press the sole" in third.stdout
