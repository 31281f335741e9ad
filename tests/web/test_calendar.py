# SPDX-License-Identifier: Apache-2.0
"""Month, week and year: what is known of each day is told apart, and missing stays missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, Browser, Device, new_id

from unclench.diary.checkin import QUIET, Answer, AnswerState, CheckIn, CheckInKind
from unclench.store import days, episodes, settings
from unclench.store.day_columns import put_told
from unclench.web.days import suggesting

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 20)
LATER = NOW + timedelta(days=300)
YES = Answer(AnswerState.YES, 1.0)


def on(day: int, month: int = 3) -> date:
    return date(2026, month, day)


@pytest.fixture
def me(household: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Three spasms in two nights, a quiet day, a day of sitting, one of steps, one of a question left alone."""
    monkeypatch.setattr(suggesting, "now", lambda: datetime(2026, 3, 20, 9, tzinfo=BERLIN).astimezone(UTC))
    settings.change(
        household.person.id, lambda kept: replace(kept, zone="Europe/Berlin", followed=("sitting_h",))
    )
    for night, hour in ((on(3), 1), (on(3), 4), (on(1), 23)):
        onset = datetime(night.year, night.month, night.day, hour, 5, tzinfo=BERLIN)
        episodes.record(household.person.id, Device.at(onset).session(), LATER)
    say(household, on(5), **{QUIET: YES})
    say(household, on(6), sitting_h=Answer(AnswerState.YES, 7.0))
    say(household, on(8), sitting_h=Answer(AnswerState.UNTOUCHED))
    put_told(household.person.id, "steps", on(7), on(7), {on(7): 8_240.0})
    return household


def say(browser: Browser, day: date, **answers: Answer) -> None:
    moment = datetime(day.year, day.month, day.day, 20, tzinfo=BERLIN)
    days.record(browser.person.id, [CheckIn(new_id(), day, CheckInKind.ANSWERED, moment, answers)], LATER)


def page(browser: Browser, path: str) -> str:
    answer = browser.client.get(path)
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    return html[html.index("<main") : html.index("</main>")]


def cells(html: str) -> dict[int, tuple[str, str]]:
    """By day of the month, its mark and its words; those without a link have no words."""
    found = {}
    for cell in re.findall(r"<td>(.*?)</td>", html, re.DOTALL):
        if number := re.search(r'month-number">(\d+)<', cell):
            mark = re.search(r"month-day month-(\w+)", cell)
            words = re.search(r'visually-hidden">: (.*?)</span>', cell)
            assert mark is not None
            found[int(number.group(1))] = (mark.group(1), words.group(1) if words else "")
    return found


def test_each_day_shows_what_is_known_of_it_and_no_more(me: Browser) -> None:
    found = cells(page(me, "/diary/month/2026-03/"))
    assert len(found) == 31
    assert found[1] == ("spasms", "1 spasm")
    assert found[2] == ("spasms", "2 spasms")
    assert found[3] == ("unknown", "nothing known")
    assert found[5] == ("quiet", "quiet")
    assert found[6] == found[7] == ("noted", "something noted, nothing about spasms")
    assert found[8] == ("unknown", "nothing known"), "a question left alone says nothing"
    assert found[19] == ("unknown", "nothing known")
    assert found[20] == ("ahead", "nothing known yet")
    assert found[21] == ("ahead", "")


def test_the_marks_differ_in_shape_and_not_only_in_colour(me: Browser) -> None:
    html = page(me, "/diary/month/2026-03/")
    drawn = dict(re.findall(r'class="day-mark day-(\w+)">(<svg.*?</svg>)', html))
    assert set(drawn) == {"spasms", "quiet", "noted", "unknown"}
    assert len({re.sub(r'class="[^"]*"', "", shape) for shape in drawn.values()}) == 4


def test_the_month_says_itself_in_words(me: Browser) -> None:
    assert (
        "3 spasms on 2 days. 1 day is known to be quiet. Of 16 days nothing is known about spasms."
        in page(me, "/diary/month/2026-03/")
    )


def test_days_before_the_diary_began_are_no_gap(me: Browser) -> None:
    html = page(me, "/diary/month/2026-02/")
    assert {mark for mark, _ in cells(html).values()} == {"before"}
    assert "nothing is known" not in html.lower()
    say(me, on(10, 2), sitting_h=YES)
    found = cells(page(me, "/diary/month/2026-02/"))
    assert [found[day][0] for day in (9, 10, 11)] == ["before", "noted", "unknown"]
    assert cells(page(me, "/diary/month/2026-03/"))[3][0] == "unknown"


def test_every_day_that_has_begun_leads_to_its_page_and_today_is_marked(me: Browser) -> None:
    html = page(me, "/diary/month/2026-03/")
    linked = re.findall(r'href="/diary/day/([\d-]+)/"', html)
    assert linked == [f"2026-03-{day:02d}" for day in range(1, 21)]
    assert html.count('aria-current="date"') == 1
    assert re.search(r'href="/diary/day/2026-03-20/" aria-current="date"', html)


def test_a_month_begins_on_its_own_weekday(me: Browser) -> None:
    weeks = page(me, "/diary/month/2026-03/").split("<tbody>")[1].split("</tr>")
    assert weeks[0].count("<td></td>") == 6  # 1 March 2026 is a Sunday
    assert [week.count("<td>") for week in weeks[:-1]] == [7] * 6


def test_what_another_diary_told_counts(me: Browser) -> None:
    put_told(me.person.id, "spasms", on(10), on(11), {on(10): 2.0, on(11): 0.0})
    found = cells(page(me, "/diary/month/2026-03/"))
    assert (found[10], found[11]) == (("spasms", "2 spasms"), ("quiet", "quiet"))


def test_a_deleted_spasm_and_an_answer_taken_back_leave_the_calendar(me: Browser) -> None:
    for one in episodes.recent(me.person.id):
        me.client.post(f"/diary/{one.id}/delete/", headers=me.csrf())
    cleared = CheckIn(new_id(), on(5), CheckInKind.CLEARED, LATER)
    days.record(me.person.id, [cleared], LATER + timedelta(days=1))
    found = cells(page(me, "/diary/month/2026-03/"))
    assert not {"spasms", "quiet"} & {mark for mark, _ in found.values()}


def test_a_month_reads_its_own_year_only(me: Browser) -> None:
    for year in range(2010, 2026):
        put_told(me.person.id, "steps", date(year, 6, 1), date(year, 6, 1), {date(year, 6, 1): 1.0})
    page(me, "/diary/month/2026-03/")  # whatever is read once and kept
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(me, "/diary/month/2026-03/")
    packed = [row["sql"] for row in asked if '"store_daycolumn"."values"' in row["sql"]]
    assert len(packed) == 1
    assert "2026" in packed[0]
    assert "2025" not in packed[0]
    assert len(asked) <= 12


def test_the_week_shows_seven_days_with_their_spasms_and_what_was_noted(me: Browser) -> None:
    html = page(me, "/diary/week/2026-03-06/")
    assert "<h1>2 March to 8 March 2026</h1>" in html
    assert html.count('class="card week-day"') == 7
    assert "01:05 Left calf" in html
    assert "04:05 Left calf" in html
    assert "Sitting: 7 h" in html
    assert "Steps: 8,240 steps" in html
    assert 'href="/diary/week/2026-02-23/"' in html
    assert 'href="/diary/week/2026-03-09/"' in html


def test_the_year_is_one_picture_and_the_same_in_words(me: Browser) -> None:
    html = page(me, "/diary/year/2026/")
    picture = html[html.index('<figure class="year"') : html.index("</figure>")]
    assert "3 spasms on 2 days." in picture
    drawn = dict(re.findall(r'class="year-(\w+)" d="([^"]+)"', picture))
    counts = {mark: path.count("M") for mark, path in drawn.items()}
    assert counts == {"spasms": 2, "quiet": 1, "noted": 2, "unknown": 14}
    table = html[html.index("<tbody>") :]
    assert table.count("<tr>") == 12
    assert "3 spasms on 2 days. 1 day is known to be quiet." in table
    assert table.count("nothing yet") == 11


@pytest.mark.parametrize(
    "path",
    ["/diary/month/2026-13/", "/diary/month/2026/", "/diary/year/20/", "/diary/year/1812/", "/diary/week/soon/",
     "/diary/week/0001-01-01/", "/diary/month/1812-01/"],
)  # fmt: skip
def test_what_is_no_month_week_or_year_is_no_page(me: Browser, path: str) -> None:
    assert me.client.get(path).status_code == 404
