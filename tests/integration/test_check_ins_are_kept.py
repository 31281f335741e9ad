# SPDX-License-Identifier: Apache-2.0
"""A check-in is kept whole or not at all: on both databases, from two phones at once, and through kill -9."""

from __future__ import annotations

import http.client
import http.cookiejar
import random
import re
import sqlite3
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from uuid import uuid4

import numpy as np
import pytest
from django.db import connection
from tests.people import NOW, new_id
from tests.unit.cli.command_line import running, said_until

from unclench.diary import Person
from unclench.diary.checkin import QUIET, Answer, AnswerState, CheckIn, CheckInKind
from unclench.diary.columns import Known
from unclench.errors import InputError, NotFound
from unclench.store import days, persons

SUNDAY = date(2026, 3, 1)
YES, NO = Answer(AnswerState.YES, 1.0), Answer(AnswerState.NO)
SITTING = Answer(AnswerState.YES, 6.0, 9.5)
UNTOUCHED, NOT_ASKED = Answer(AnswerState.UNTOUCHED), Answer(AnswerState.NOT_ASKED)


def said(minute: int = 0, day: date = SUNDAY, **answers: Answer) -> CheckIn:
    at = datetime(2026, 3, 1, 20, minute, tzinfo=UTC)
    return CheckIn(new_id(), day, CheckInKind.ANSWERED, at, answers)


@pytest.fixture
def person(db: None) -> Person:
    return persons.first(None)


def test_four_states_come_back_as_they_were_said(person: Person) -> None:
    answers = {QUIET: YES, "sitting_h": SITTING, "hot_day": NO, "stress": UNTOUCHED, "cold_feet": NOT_ASKED}
    sent = said(**answers)
    receipt = days.record(person.id, [sent], NOW)
    assert (receipt.accepted, days.said(person.id, SUNDAY)) == ((sent.id,), answers)
    assert days.said_of(person.id, SUNDAY) == [sent]
    columns = days.columns(person.id, SUNDAY, SUNDAY).by_id
    assert {key: column.known[0] for key, column in columns.items()} == {
        QUIET: Known.YES, "sitting_h": Known.YES, "hot_day": Known.NO, "stress": Known.UNTOUCHED,
        "cold_feet": Known.NOT_ASKED,
    }  # fmt: skip
    assert (columns["sitting_h"].values[0], columns["sitting_h"].hours[0], columns["hot_day"].values[0]) == (
        6,
        9.5,
        0,
    )
    assert np.isnan(columns["stress"].values[0])


def test_sent_twice_it_counts_once(person: Person) -> None:
    sent = said(hot_day=YES)
    first, again = (days.record(person.id, [sent, sent], NOW) for _ in range(2))
    assert (first.accepted, again.accepted, again.already) == ((sent.id,), (), (sent.id, sent.id))
    assert len(days.said_of(person.id, SUNDAY)) == 1


def test_what_is_taken_back_leaves_the_columns_too(person: Person) -> None:
    days.record(person.id, [said(0, hot_day=YES, sitting_h=SITTING)], NOW)
    cleared = CheckIn(new_id(), SUNDAY, CheckInKind.CLEARED, datetime(2026, 3, 1, 20, 1, tzinfo=UTC))
    days.record(person.id, [cleared], NOW)
    columns = days.columns(person.id, SUNDAY, SUNDAY).by_id
    assert np.isnan([column.values[0] for column in columns.values()]).all()
    assert days.last_clearing(person.id, SUNDAY) == cleared.id
    undone = CheckIn(
        new_id(), SUNDAY, CheckInKind.RESTORED, datetime(2026, 3, 1, 20, 2, tzinfo=UTC), of=cleared.id
    )
    days.record(person.id, [undone], NOW)
    assert days.last_clearing(person.id, SUNDAY) is None
    assert days.columns(person.id, SUNDAY, SUNDAY).by_id["sitting_h"].values[0] == 6


def test_one_bad_day_keeps_all_of_them_out(person: Person) -> None:
    ahead = said(day=NOW.date() + timedelta(days=3), hot_day=YES)
    with pytest.raises(InputError):
        days.record(person.id, [said(hot_day=YES), ahead], NOW)
    assert days.said(person.id, SUNDAY) == {}
    with pytest.raises(NotFound):
        days.record(uuid4(), [said(hot_day=YES)], NOW)


def test_what_one_person_says_is_nobody_elses(person: Person) -> None:
    other = persons.add(None, "Other")
    sent = said(hot_day=YES)
    days.record(person.id, [sent], NOW)
    days.record(other.id, [CheckIn(sent.id, SUNDAY, sent.kind, sent.at, {"hot_day": NO})], NOW)
    assert (days.said(person.id, SUNDAY), days.said(other.id, SUNDAY)) == ({"hot_day": YES}, {"hot_day": NO})
    columns = [days.columns(one.id, SUNDAY, SUNDAY).by_id["hot_day"].values[0] for one in (person, other)]
    assert columns == [1.0, 0.0]


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_lose_nothing() -> None:
    """Each tells other days of one year, so both write to the same packed row."""
    person = persons.first(None)
    start, faults = Barrier(2), list[Exception]()

    def phone(offset: int) -> None:
        try:
            start.wait()
            for number in range(offset, 20, 2):
                days.record(person.id, [said(day=SUNDAY - timedelta(days=number), sitting_h=SITTING)], NOW)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    phones = [Thread(target=phone, args=(offset,)) for offset in (0, 1)]
    for one in phones:
        one.start()
    for one in phones:
        one.join()
    assert faults == []
    column = days.columns(person.id, SUNDAY - timedelta(days=19), SUNDAY).by_id["sitting_h"]
    assert column.values.tolist() == [6.0] * 20


DAYS, KILLS, LONGEST_S, SEED = 24, 2, 60.0, 20261123


@dataclass
class Phone:
    """A browser that sends each form until the server says that it is kept."""

    port: int = 0
    acknowledged: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def form(self, day: date) -> dict[str, str]:
        with self.opener.open(self.address(day), timeout=10) as answer:
            html = answer.read().decode()
        html = html[html.index("data-check>") :]
        names = ("csrfmiddlewaretoken", "person", "check_in")
        return {name: re.findall(rf'name="{name}" value="([^"]+)"', html)[0] for name in names}

    def address(self, day: date) -> str:
        return f"http://127.0.0.1:{self.port}/diary/day/{day}/check/"

    def run(self, forms: dict[date, dict[str, str]], until: float) -> None:
        for day, form in forms.items():
            sent = urllib.parse.urlencode(
                form | {"shown": ["sitting_h", "standing_h"], "a_sitting_h": "6", "a_standing_h": "2"},
                doseq=True,
            ).encode()
            while time.monotonic() < until:
                try:
                    with self.opener.open(self.address(day), sent, timeout=5) as answer:
                        kept = answer.url.endswith("?kept")
                except (OSError, http.client.HTTPException):
                    time.sleep(0.02)  # the server is away: ask again soon
                else:
                    assert kept
                    self.acknowledged.append(day)
                    break


def kept_in(home: Path) -> tuple[Counter[date], set[date], set[date]]:
    """How often each day was said, and on which days each of the two columns says so."""
    with sqlite3.connect(home / "unclench.sqlite3", timeout=10) as database:
        told = database.execute("select day from store_checkin").fetchall()
        columns = database.execute('select exposure, year, "values" from store_daycolumn').fetchall()
        (whole,) = database.execute("pragma integrity_check").fetchone()
    database.close()
    assert whole == "ok"
    on: dict[str, set[date]] = {"sitting_h": set(), "standing_h": set()}
    for exposure, year, values in columns:
        if exposure in on:
            rows = np.flatnonzero(np.frombuffer(values, "<f8") > 0).tolist()
            on[exposure] |= {date(year, 1, 1) + timedelta(days=row) for row in rows}
    return Counter(date.fromisoformat(day) for (day,) in told), on["sitting_h"], on["standing_h"]


def test_kill_minus_nine_leaves_a_check_in_whole_or_not_at_all(used_home: Path) -> None:
    begun, dice = time.monotonic(), random.Random(SEED)
    phone, forms = Phone(), dict[date, dict[str, str]]()
    client: Thread | None = None
    shares = [*sorted(dice.uniform(0.1, 0.9) for _ in range(KILLS)), 1.0]
    for number, share in enumerate(shares):
        with running(used_home, "serve", "--no-open", "--port", str(phone.port)) as server:
            found = re.search(r"127\.0\.0\.1:(\d+)", said_until(server, "Stop it with Ctrl-C"))
            assert found
            phone.port = int(found.group(1))
            if client is None:
                forms = {day: phone.form(day) for day in (SUNDAY - timedelta(days=n) for n in range(DAYS))}
                client = threading.Thread(target=phone.run, args=(forms, begun + LONGEST_S))
                client.start()
            while len(phone.acknowledged) < share * DAYS:
                assert time.monotonic() - begun < LONGEST_S, "too slow"
                assert client.is_alive() or number == KILLS
                time.sleep(0.0005)
            before = set(phone.acknowledged)
            server.kill()
            server.wait()
            said_on, sitting, standing = kept_in(used_home)
            assert before <= set(said_on), "an acknowledged check-in is gone"
            assert set(said_on) == sitting == standing, "half of a check-in was kept"
    assert client is not None
    client.join(LONGEST_S)
    assert said_on == Counter(list(forms)), "each day is there, and once"
