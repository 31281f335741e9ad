# SPDX-License-Identifier: Apache-2.0
"""The page of a day: what happened when, everything known of it, and the way to correct each thing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from tests.people import NOW, Browser, Device, new_id

from unclench.diary.checkin import QUIET, Answer, AnswerState, CheckIn, CheckInKind
from unclench.diary.day import DayBegins
from unclench.diary.measures import SleepStage
from unclench.diary.medicines import CourseKind, MedicineNote, NoteKind
from unclench.intake.gathering import SLEEP, Gathering
from unclench.intake.samples import Rank, Workout
from unclench.store import days, episodes, imports, medicines, settings, told_spans
from unclench.web.days import suggesting

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY, SUNDAY = date(2026, 2, 28), date(2026, 3, 1)
LATER = NOW + timedelta(days=300)
YES, NO, LEFT = AnswerState.YES, AnswerState.NO, AnswerState.UNTOUCHED


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def me(household: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Somebody in Berlin, on a Monday morning, who follows three things."""
    monkeypatch.setattr(suggesting, "now", lambda: at(SUNDAY, 9).astimezone(UTC) + timedelta(days=1))
    followed = ("sitting_h", "alcohol_drinks", "hot_day")
    settings.change(household.person.id, lambda kept: replace(kept, zone="Europe/Berlin", followed=followed))
    return household


def spasm(browser: Browser, onset: datetime) -> Device:
    phone = Device.at(onset)
    episodes.record(browser.person.id, phone.session(), LATER)
    return phone


def say(browser: Browser, day: date, **answers: Answer) -> None:
    one = CheckIn(new_id(), day, CheckInKind.ANSWERED, at(day, 20), answers)
    days.record(browser.person.id, [one], LATER)


def watch(browser: Browser, *nights: tuple[datetime, datetime], runs: tuple[datetime, ...] = ()) -> None:
    into = Gathering("apple_health", exported_at=LATER)
    source = into.source("My watch", Rank.WATCH)
    for begin, end in nights:
        into.span(SLEEP, source, begin, begin + (end - begin) / 2, SleepStage.LIGHT)
        into.span(SLEEP, source, begin + (end - begin) / 2, end, SleepStage.DEEP)
    for run in runs:
        into.workouts.append(Workout(run, run + timedelta(minutes=40), "running", 40.0, "My watch"))
        into.span("workout_min", source, run, run + timedelta(minutes=40), 40.0)
    imports.take(browser.person.id, into.reading(), name="export.zip", sha256="one", now=LATER)


def page(browser: Browser, day: date = SATURDAY) -> str:
    answer = browser.client.get(f"/diary/day/{day}/")
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    return html[html.index("<main") : html.index("</main>")]


def rows(html: str) -> list[str]:
    """The table beside the picture, as text."""
    if "tl-table" not in html:
        return []
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    cells = [re.sub(r"(?s)<svg.*?</svg>|<[^>]+>", " ", row) for row in table.split("</tr>")[:-1]]
    return [" ".join(cell.split()) for cell in cells]


def test_a_spasm_after_midnight_stands_with_the_day_before_also_over_the_end_of_a_month(me: Browser) -> None:
    phone = spasm(me, at(SUNDAY, 2, 13))
    html = page(me, SATURDAY)
    assert "1 spasm written down." in html
    assert f'href="/diary/{phone.episode_id}/"' in html
    assert rows(html)[0] == "1 02:13 Spasm Left calf 1 min · pain 6 of 10"
    assert rows(html)[1].startswith("2 02:13 Tried")
    assert "Nothing is known about spasms on this day." in page(me, SUNDAY)


def test_everything_with_a_time_stands_on_one_axis_in_order(me: Browser) -> None:
    spasm(me, at(SUNDAY, 2, 13))
    say(me, SATURDAY, alcohol_drinks=Answer(YES, 2.0, 21.0))
    watch(me, (at(SATURDAY, 23, 10), at(SUNDAY, 6, 40)), runs=(at(SATURDAY, 17, 30),))
    html = page(me)
    assert [row.split(" ")[1:3] for row in rows(html)] == [
        ["17:30", "Workout"], ["21:00", "Noted"], ["23:10", "Sleep"], ["02:13", "Spasm"], ["02:13", "Tried"],
    ]  # fmt: skip
    assert "Alcohol" in rows(html)[1]
    assert "until 06:40" in rows(html)[2]
    picture = html[html.index("<svg", html.index("timeline")) : html.index("<table")]
    places = [float(x) for x in re.findall(r'<svg x="([\d.]+)%"', picture)]
    assert len(places) == 5
    assert re.findall(r'width="([\d.]+)%"[^>]*>', picture)
    for lane in ("Workout", "Noted", "Sleep", "Spasm", "Tried"):
        assert lane in picture


def test_the_morning_that_led_to_the_night_is_shown_before_noon(me: Browser) -> None:
    watch(me, runs=(at(SATURDAY, 7, 30),))
    html = page(me)
    assert "07:30 Workout" in rows(html)[0]
    assert 'class="tl-before"' in html
    assert "07:30 Workout" in rows(page(me, SATURDAY - timedelta(days=1)))[0]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 24), "It had 25 h: clock put back by 1 h."),
        (date(2026, 3, 28), "It had 23 h: clock put forward by 1 h."),
    ],
)
def test_a_night_in_which_the_clocks_are_changed_says_so(me: Browser, day: date, said: str) -> None:
    spasm(me, at(day + timedelta(days=1), 4))
    html = page(me, day)
    assert said in html, html[html.index("<h1") :]


def test_a_watch_that_keeps_another_zone_does_not_move_the_hours_of_the_phone(me: Browser) -> None:
    spasm(me, at(SUNDAY, 2, 13))
    watch(me, (at(SATURDAY, 23).astimezone(UTC), at(SUNDAY, 6).astimezone(UTC)))
    html = page(me)
    assert "clock put" not in html
    assert [row.split(" ")[1] for row in rows(html) if "Sleep" in row] == ["22:00"]
    assert re.findall(r'class="tl-hour"[^>]*>(\d+)<', html) == [
        "12",
        "15",
        "18",
        "21",
        "00",
        "03",
        "06",
        "09",
        "12",
    ]


def test_where_the_persons_sleep_is_known_it_may_bound_the_day(me: Browser) -> None:
    watch(me, (at(SATURDAY, 0), at(SATURDAY, 6)), (at(SATURDAY, 23), at(SUNDAY, 7, 30)))
    settings.change(me.person.id, lambda kept: replace(kept, begins=DayBegins.SLEEP))
    spasm(me, at(SATURDAY, 8))
    spasm(me, at(SUNDAY, 8))
    html = page(me)
    assert [row.split(" ")[1] for row in rows(html) if "Spasm" in row] == ["08:00"]
    assert "from waking at 06:00 to waking at 07:30" in html


def test_a_nap_is_no_waking_for_the_day(me: Browser) -> None:
    watch(me, (at(SATURDAY, 23), at(SUNDAY, 6, 30)), (at(SUNDAY, 13), at(SUNDAY, 14)))
    kept = settings.of(me.person.id)
    assert told_spans.wakes(me.person.id, SUNDAY, SUNDAY, kept) == {SUNDAY: at(SUNDAY, 6, 30).time()}
    assert len(told_spans.nights(me.person.id, at(SATURDAY, 12), at(SUNDAY, 18), kept)) == 2
    assert told_spans.nights(me.person.id, at(SUNDAY, 15), at(SUNDAY, 18), kept) == []


def test_each_fact_says_who_told_it_and_leads_to_its_correction(me: Browser) -> None:
    say(me, SATURDAY, sitting_h=Answer(YES, 6.0), alcohol_drinks=Answer(NO), hot_day=Answer(LEFT))
    watch(me, runs=(at(SATURDAY, 17, 30),))
    html = page(me)
    said = html[html.index("You said") : html.index("Files told")]
    assert 'href="/diary/day/2026-02-28/check/?all=1#q_sitting_h">Sitting</a></dt><dd>6 h' in said
    assert "Alcohol</a></dt><dd>None" in said
    told = html[html.index("Files told") : html.index("Left alone")]
    assert "Workouts" in told
    assert "40 min" in told
    assert "told by export.zip" in told
    assert "<h2>Left alone</h2><p>Hot or sweating</p>" in html
    assert "Not asked" not in html


def test_what_was_never_shown_is_not_asked_and_no_no(me: Browser) -> None:
    say(me, SATURDAY, sitting_h=Answer(YES, 6.0), hot_day=Answer(AnswerState.NOT_ASKED))
    html = page(me)
    assert "<h2>Not asked</h2><p>Alcohol · Hot or sweating</p>" in html
    assert "Neither counts as a no." in html


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (YES, "Said to be quiet."),
        (NO, "Said not to be quiet; no spasm is written down."),
        (LEFT, "Nothing is known"),
    ],
)
def test_quiet_is_only_what_somebody_said(me: Browser, answer: AnswerState, words: str) -> None:
    say(me, SATURDAY, **{QUIET: Answer(answer, 1.0 if answer is YES else None)})
    assert words in page(me)


def test_a_medicine_that_began_stands_on_its_day(me: Browser) -> None:
    note = MedicineNote(
        new_id(), "Magnesium", CourseKind.SUPPLEMENT, NoteKind.STARTED, SATURDAY, NOW, "300 mg"
    )
    medicines.note(me.person.id, note)
    assert "Magnesium</a></dt><dd>started, 300 mg" in page(me)
    assert "Magnesium" not in page(me, SUNDAY)


def test_a_spasm_can_be_added_for_either_side_of_midnight(me: Browser) -> None:
    html = page(me)
    assert re.findall(r'href="/diary/add/\?date=([\d-]+)"', html) == ["2026-02-28", "2026-03-01"]
    form = me.client.get("/diary/add/?date=2026-02-28").content.decode()
    assert 'value="2026-02-28"' in form
    assert me.client.get("/diary/add/?date=nonsense").status_code == 200
    today = SUNDAY + timedelta(days=1)
    assert re.findall(r'href="/diary/add/\?date=([\d-]+)"', page(me, today)) == [f"{today}"]


def test_the_way_goes_on_to_the_days_beside_it_and_stops_at_today(me: Browser) -> None:
    html = page(me)
    assert 'href="/diary/day/2026-02-27/"' in html
    assert 'href="/diary/day/2026-03-01/"' in html
    assert 'href="/diary/day/2026-02-28/check/"' in html
    assert 'href="/diary/month/2026-02/"' in html
    assert 'href="/diary/day/2026-03-03/"' not in page(me, SUNDAY + timedelta(days=1))


def test_a_deleted_spasm_is_gone_from_its_day(me: Browser) -> None:
    phone = spasm(me, at(SUNDAY, 2, 13))
    me.client.post(f"/diary/{phone.episode_id}/delete/", headers=me.csrf())
    assert rows(page(me)) == []


@pytest.mark.parametrize("name", ["tomorrow", "2026-02-30", "1812-01-01", "2026-2-1"])
def test_no_day_is_no_page(me: Browser, name: str) -> None:
    assert me.client.get(f"/diary/day/{name}/").status_code == 404
