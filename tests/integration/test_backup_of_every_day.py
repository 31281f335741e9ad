# SPDX-License-Identifier: Apache-2.0
"""The backup of every day: once a day, old ones go, a failure is told."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.people import NOW, Device
from tests.unit.cli.command_line import environment, said_until, until

from unclench.errors import ServingError
from unclench.store import episodes, persons
from unclench.store.safekeeping import daily, folder, kept_form
from unclench.store.safekeeping.folder import Keep, Kept, Kind, superfluous

DAY = timedelta(days=1)


def kept(made_at: datetime, kind: Kind = Kind.DAILY) -> Kept:
    return Kept(Path(f"{made_at:%Y%m%d%H%M}-{kind}.zip"), made_at, kind, 1)


def after(days: int, keep: Keep) -> list[datetime]:
    """What is left after so many days of one backup a day, each followed by letting old ones go."""
    there: list[Kept] = []
    for number in range(days):
        there.append(kept(NOW + number * DAY))
        gone = superfluous(there, keep)
        there = [one for one in there if one not in gone]
    return [one.made_at for one in there]


def test_a_year_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    left = after(600, Keep())
    newest = NOW + 599 * DAY
    assert [newest - one for one in left[-7:]] == [number * DAY for number in range(6, -1, -1)]
    months = {(one.year, one.month) for one in left}
    assert len(months) == 12
    weeks = {one.isocalendar()[:2] for one in left if newest - one < 28 * DAY}
    assert len(weeks) >= 4
    assert len(left) <= 7 + 4 + 12


def test_nothing_goes_before_there_is_too_much() -> None:
    assert after(7, Keep()) == [NOW + number * DAY for number in range(7)]


def test_what_somebody_asked_for_stays_and_five_of_the_others() -> None:
    asked = [kept(NOW - number * DAY, Kind.ASKED) for number in range(50)]
    upgrades = [kept(NOW - number * DAY, Kind.UPGRADE) for number in range(8)]
    assert superfluous([*asked, *upgrades], Keep()) == upgrades[5:]


def test_how_many_are_kept_can_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.keep() == Keep(7, 4, 12)
    monkeypatch.setenv("UNCLENCH_BACKUPS_KEEP", "3, 0,2")
    assert folder.keep() == Keep(3, 0, 2)
    monkeypatch.setenv("UNCLENCH_BACKUPS_KEEP", "many")
    with pytest.raises(ServingError, match="cannot be read"):
        folder.keep()


SERVING = """
from unclench.cli import main, serve
serve._FIRST_LOOK_AFTER_S = 0.0
main.main(["serve", "--no-open", "--port", "0"])
"""


def test_the_server_makes_one_while_it_runs(tmp_path: Path) -> None:
    words = [sys.executable, "-c", SERVING]
    with subprocess.Popen(words, env=environment(tmp_path), stdout=subprocess.PIPE, text=True) as server:
        try:
            said_until(server, "Stop it with Ctrl-C")
            made = until(lambda: list((tmp_path / "backups").glob("unclench-*-daily.zip")), "the backup")
            server.send_signal(signal.SIGTERM)
            assert server.wait(10) == 0
        finally:
            server.kill()
    assert kept_form.verified(made[0]).migrations["store"]


@pytest.mark.django_db(transaction=True)
class TestLooking:
    def test_one_is_made_a_day(self) -> None:
        me = persons.first(None)
        episodes.record(me.id, Device.at().session(), NOW)
        first = daily.look(NOW)
        assert first is not None
        assert kept_form.verified(first).rows("store.event") == 7
        assert daily.look(NOW + timedelta(hours=23)) is None
        assert daily.look(NOW + timedelta(hours=24)) is not None
        assert [one.kind for one in folder.kept()] == [Kind.DAILY, Kind.DAILY]

    def test_old_ones_make_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UNCLENCH_BACKUPS_KEEP", "2,0,0")
        for number in range(5):
            daily.look(NOW + number * DAY)
        assert [one.made_at for one in folder.kept()] == [NOW + 4 * DAY, NOW + 3 * DAY]

    def test_it_can_be_switched_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UNCLENCH_BACKUPS", "off")
        assert daily.look(NOW) is None
        assert folder.kept() == []

    def test_a_disk_that_is_nearly_full_is_left_alone_and_told(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(daily, "ROOM_TIMES", 10**15)
        with caplog.at_level(logging.ERROR, "unclench.store"):
            assert daily.look(NOW) is None
        assert folder.kept() == []
        failed = daily.last_failure()
        assert failed is not None
        assert failed.at == NOW
        assert "too little room" in failed.what
        assert [record.getMessage() for record in caplog.records] == [
            "The backup of the day failed: StoreFull"
        ]
        monkeypatch.setattr(daily, "ROOM_TIMES", 3)
        assert daily.look(NOW) is not None
        assert daily.last_failure() is None

    def test_a_folder_that_cannot_be_written_is_told(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("UNCLENCH_BACKUPS", str(tmp_path / "file"))
        assert daily.look(NOW) is None
        failed = daily.last_failure()
        assert failed is not None
        assert "cannot be used" in failed.what

    def test_the_room_it_needs_is_that_of_the_database(self) -> None:
        assert daily.database_bytes() > 50_000
