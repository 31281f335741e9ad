# SPDX-License-Identifier: Apache-2.0
"""The check-in: the right day, the right few questions, four states, and nothing said twice or lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from tests.people import NOW, Browser, Device

from unclench.diary.checkin import QUIET, Answer, AnswerState
from unclench.store import days, episodes, persons, settings
from unclench.store.day_columns import put_told
from unclench.web.days import suggesting

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY, MONDAY = date(2026, 3, 1), date(2026, 3, 2)
PAGE = "/diary/day/2026-03-01/check/"
FOLLOWED = ("sitting_h", "hot_day", "stress", "sleep_position", "water_ml", "lifting_heavy", "cold_feet")
YES, NO = Answer(AnswerState.YES, 1.0), Answer(AnswerState.NO)

Clock = Callable[..., None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what the clock on the wall in Berlin shows."""

    def at(day: date, hour: int, minute: int = 0) -> None:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN).astimezone(UTC)
        monkeypatch.setattr(suggesting, "now", lambda: moment)

    at(MONDAY, 9)
    return at


@pytest.fixture
def me(household: Browser, clock: Clock) -> Browser:
    """Somebody in Berlin who follows seven things."""
    settings.change(household.person.id, lambda kept: replace(kept, zone="Europe/Berlin", followed=FOLLOWED))
    return household


def page(browser: Browser, address: str = PAGE) -> str:
    answer = browser.client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return unescape(answer.content.decode())


def form_of(html: str) -> dict[str, Any]:
    """What the page's form would send untouched, as a browser makes it."""
    main = html[html.index("data-check>") :]
    main = main[: main.index("</form>")]
    sent: dict[str, Any] = {"shown": re.findall(r'name="shown" value="(\w+)"', main)}
    for name in ("person", "check_in", "quiet_day"):
        if found := re.search(rf'name="{name}" value="([^"]+)"', main):
            sent[name] = found.group(1)
    sent |= dict(re.findall(r'type="radio" name="(\w+)" value="([^"]+)" checked', main))
    sent |= dict(re.findall(r'name="(n_\w+)" value="([^"]*)"', main))
    sent |= dict(re.findall(r'name="(w_\w+)" value="([^"]*)"', main))
    sent |= dict(
        re.findall(r'<select id="h_\w+" name="(h_\w+)">(?:(?!</select>).)*?value="([^"]+)" selected', main)
    )
    return sent


def keep(browser: Browser, address: str = PAGE, **said: Any) -> Any:
    return browser.client.post(address, form_of(page(browser, address)) | said, headers=browser.csrf())


def said(browser: Browser, day: date = SUNDAY) -> dict[str, Answer]:
    return days.said(browser.person.id, day)


def spasm_at(browser: Browser, day: date, hour: int, minute: int = 0) -> None:
    onset = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)
    episodes.record(browser.person.id, Device.at(onset).session(), NOW + timedelta(days=9))


def test_nothing_is_said_for_a_person(me: Browser) -> None:
    html = page(me)
    form = form_of(html)
    assert not [name for name in form if name.startswith("a_")]
    assert " checked" not in html[html.index("data-check>") :]
    assert keep(me).status_code == 302
    assert said(me) == {
        **dict.fromkeys((QUIET, *FOLLOWED[:5]), Answer(AnswerState.UNTOUCHED)),
        **dict.fromkeys(FOLLOWED[5:], Answer(AnswerState.NOT_ASKED)),
    }


def test_all_four_states_reach_the_diary(me: Browser) -> None:
    keep(me, a_quiet="yes", a_sitting_h="6", a_hot_day="no")
    answers = said(me)
    assert answers[QUIET] == YES
    assert answers["sitting_h"] == Answer(AnswerState.YES, 6.0)
    assert answers["hot_day"] == NO
    assert answers["stress"].state is AnswerState.UNTOUCHED
    assert answers["cold_feet"].state is AnswerState.NOT_ASKED


@pytest.mark.parametrize(
    ("sent", "key", "answer"),
    [({"a_sitting_h": "no"}, "sitting_h", NO), ({"n_sitting_h": "7.5"}, "sitting_h", Answer(AnswerState.YES, 7.5)),
     ({"n_sitting_h": "7,5"}, "sitting_h", Answer(AnswerState.YES, 7.5)), ({"n_sitting_h": "0"}, "sitting_h", NO),
     ({"n_water_ml": "1,250"}, "water_ml", Answer(AnswerState.YES, 1250.0)),
     ({"n_sitting_h": "7", "a_sitting_h": "2"}, "sitting_h", Answer(AnswerState.YES, 7.0)),
     ({"a_stress": "0"}, "stress", Answer(AnswerState.YES, 0.0)),
     ({"a_stress": "10"}, "stress", Answer(AnswerState.YES, 10.0)),
     ({"a_sleep_position": "front"}, "sleep_position", Answer(AnswerState.YES, 1.0, choice="front")),
     ({"a_hot_day": "yes", "h_hot_day": "15"}, "hot_day", Answer(AnswerState.YES, 1.0, 15.0)),
     ({"a_hot_day": "no", "h_hot_day": "15"}, "hot_day", NO)],
)  # fmt: skip
def test_every_kind_of_key_is_kept_as_it_was_meant(
    me: Browser, sent: dict[str, str], key: str, answer: Answer
) -> None:
    assert keep(me, **sent).status_code == 302
    assert said(me)[key] == answer


def test_a_number_is_read_as_the_language_writes_it(me: Browser) -> None:
    token = me.csrf()
    german = me.client.post(
        PAGE, form_of(page(me)) | {"n_water_ml": "1.250"}, headers=token | {"Accept-Language": "de"}
    )
    assert german.status_code == 302
    assert said(me)["water_ml"] == Answer(AnswerState.YES, 1250.0)


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"n_sitting_h": "many"}, "Write a number"), ({"n_sitting_h": "25"}, "It goes from 0 to 24 h."),
     ({"n_sitting_h": "-1"}, "Write a number"), ({"n_sitting_h": "٣"}, "Write a number"),
     ({"a_stress": "11"}, "not one of those offered"), ({"a_hot_day": "perhaps"}, "not one of those offered"),
     ({"a_hot_day": "yes", "h_hot_day": "25"}, "Choose an hour")],
)  # fmt: skip
def test_what_cannot_be_comes_back_with_everything_that_was_typed(
    me: Browser, sent: dict[str, str], words: str
) -> None:
    answer = keep(me, **({"a_quiet": "no", "n_water_ml": "1,234"} | sent))
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said(me) == {}
    assert html.count(words) == 2, "at the field and on top"
    again = form_of(html)
    assert (again["a_quiet"], again["n_water_ml"]) == ("no", "1,234")
    for name, value in sent.items():
        if name.startswith("n_"):
            assert again[name] == value
    target = re.search(r'error-summary.*?href="#(\w+)"', html, re.DOTALL)
    assert target
    assert f'id="{target.group(1)}"' in html


def test_a_second_click_counts_once_and_a_changed_form_is_heard(me: Browser) -> None:
    form = form_of(page(me)) | {"a_hot_day": "yes"}
    for sent in (form, form, form | {"a_hot_day": "no"}):
        me.client.post(PAGE, sent, headers=me.csrf())
    assert len(days.said_of(me.person.id, SUNDAY)) == 2
    assert said(me)["hot_day"] == NO


def test_a_clock_that_was_put_back_makes_no_answer_older(me: Browser, clock: Clock) -> None:
    keep(me, a_hot_day="yes")
    clock(MONDAY, 8)
    keep(me, a_hot_day="no")
    assert said(me)["hot_day"] == NO


def test_a_past_check_in_shows_what_was_said_and_changes_it(me: Browser) -> None:
    keep(
        me,
        a_quiet="yes",
        a_hot_day="yes",
        h_hot_day="15",
        n_sitting_h="7.5",
        a_stress="4",
        a_sleep_position="covers",
    )
    form = form_of(page(me))
    assert (form["a_quiet"], form["a_hot_day"], form["h_hot_day"], form["n_sitting_h"], form["a_stress"]) == (
        "yes", "yes", "15", "7.5", "4",
    )  # fmt: skip
    before = said(me)
    assert keep(me).status_code == 302
    assert said(me) == before, "looking and keeping changes nothing"
    keep(me, a_hot_day="no", a_sitting_h="no", a_quiet="no")
    assert [said(me)[key] for key in ("hot_day", "sitting_h", QUIET)] == [NO, NO, NO]
    assert said(me)["stress"] == before["stress"]


def test_of_two_answers_that_count_the_same_the_one_that_was_given_is_shown(me: Browser) -> None:
    keep(me, a_sleep_position="side")
    assert form_of(page(me))["a_sleep_position"] == "side"


def test_the_answers_of_a_day_can_be_taken_back_and_brought_back(me: Browser) -> None:
    keep(me, a_hot_day="yes")
    before = said(me)
    form = form_of(page(me))
    for _ in range(2):
        done = me.client.post("/diary/day/2026-03-01/clear/", form, headers=me.csrf())
        assert (done.status_code, done["Location"], said(me)) == (302, PAGE, {})
    html = page(me)
    assert "The answers of this day are taken back." in html
    assert not [name for name in form_of(html) if name.startswith("a_")]
    me.client.post("/diary/day/2026-03-01/unclear/", form_of(html), headers=me.csrf())
    assert said(me) == before


@pytest.mark.parametrize(
    ("at", "day"),
    [((MONDAY, 0), SUNDAY), ((MONDAY, 11), SUNDAY), ((MONDAY, 12), MONDAY), ((MONDAY, 21), MONDAY)],
)
def test_before_noon_it_is_still_the_day_before(
    me: Browser, clock: Clock, at: tuple[date, int], day: date
) -> None:
    clock(*at)
    assert me.client.get("/diary/now/")["Location"] == f"/diary/day/{day}/check/"


def test_the_morning_asks_about_the_night_just_over_in_exact_words(me: Browser) -> None:
    html = page(me)
    assert "Sunday noon to Monday noon" in html
    assert form_of(html)["quiet_day"] == "2026-03-01"


def test_while_the_night_goes_on_nobody_is_asked_about_it(me: Browser, clock: Clock) -> None:
    for hour, day in ((3, "2026-02-28"), (4, "2026-03-01")):
        clock(MONDAY, hour)
        assert form_of(page(me))["quiet_day"] == day


def test_the_evening_asks_for_the_night_before_once(me: Browser, clock: Clock) -> None:
    clock(SUNDAY, 21)
    html = page(me)
    assert "Saturday noon to Sunday noon" in html
    keep(me, a_quiet="yes", a_hot_day="no")
    assert said(me, SUNDAY - timedelta(days=1)) == {QUIET: YES}
    assert QUIET not in said(me)
    assert said(me)["hot_day"] == NO
    assert "quiet_day" not in form_of(page(me)), "it was said"


def test_the_questions_say_which_today_they_mean(me: Browser, clock: Clock) -> None:
    assert "“Today” means Sunday 1 March here, and “last night” the night before it." in page(me)
    clock(SUNDAY, 21)
    assert "“Today” means" not in page(me)


def test_a_day_long_ago_is_named_with_its_date(me: Browser) -> None:
    assert "Monday 1 December 2025 noon to Tuesday 2 December 2025 noon" in page(
        me, "/diary/day/2025-12-01/check/"
    )


@pytest.mark.parametrize(
    ("day", "hour", "within"),
    [(SUNDAY, 11, False), (SUNDAY, 12, True), (MONDAY, 3, True), (MONDAY, 12, False)],
)
def test_a_spasm_of_these_hours_is_shown_and_quiet_is_not_offered(
    me: Browser, day: date, hour: int, within: bool
) -> None:
    spasm_at(me, day, hour, 5)
    html = page(me)
    assert (f"{hour:02d}:05" in html) == within
    assert ("quiet_day" in form_of(html)) == (not within)


def test_a_spasm_that_was_deleted_is_none(me: Browser) -> None:
    spasm_at(me, MONDAY, 3)
    (found,) = episodes.recent(me.person.id)
    me.client.post(f"/diary/{found.id}/delete/", {}, headers=me.csrf())
    assert "quiet_day" in form_of(page(me))


def test_who_says_it_was_not_quiet_is_offered_to_write_it_down(me: Browser) -> None:
    done = keep(me, a_quiet="no")
    assert "There was a spasm." in page(me, done["Location"])
    spasm_at(me, MONDAY, 3)
    assert "There was a spasm." not in page(me, done["Location"])


def told(browser: Browser, day: date, **values: float) -> None:
    with transaction.atomic():
        for key, value in values.items():
            put_told(browser.person.id, key, day, day, {day: value})


def test_what_a_device_told_is_a_fact_and_no_question(me: Browser) -> None:
    told(me, SUNDAY, water_ml=1800, feels_like_max_c=31, steps=8240)
    html = page(me)
    assert not {"water_ml", "hot_day"} & set(form_of(html)["shown"])
    assert "lifting_heavy" in form_of(html)["shown"], "the next ones move up"
    assert "8,240 steps" in html
    assert "1,800 ml" in html
    keep(me, a_stress="3")
    assert said(me)["hot_day"].state is said(me)["water_ml"].state is AnswerState.NOT_ASKED
    columns = days.columns(me.person.id, SUNDAY, SUNDAY)
    assert columns.by_id["water_ml"].values[0] == 1800


def test_all_can_be_asked_at_once(me: Browser) -> None:
    assert "Ask 2 more" in page(me)
    assert form_of(page(me, PAGE + "?all"))["shown"] == list(FOLLOWED)
    assert keep(me, PAGE + "?all", a_cold_feet="yes").status_code == 302
    assert said(me)["cold_feet"] == YES
    assert "cold_feet" in form_of(page(me))["shown"], "what was answered is shown again"


def test_one_key_repeats_the_day_before(me: Browser) -> None:
    keep(me, "/diary/day/2026-02-28/check/", n_sitting_h="7.5", a_hot_day="yes", h_hot_day="15", a_stress="4")
    html = page(me)
    assert "As the day before: 7.5 h" in html
    assert "As the day before: Yes, 15:00" in html
    keep(me, a_sitting_h="same", a_stress="0")
    assert said(me)["sitting_h"] == Answer(AnswerState.YES, 7.5)
    assert said(me)["stress"] == Answer(AnswerState.YES, 0.0)
    assert said(me)["hot_day"].state is AnswerState.UNTOUCHED


def test_one_button_repeats_all_that_was_left_alone(me: Browser) -> None:
    keep(me, "/diary/day/2026-02-28/check/", a_quiet="yes", a_hot_day="yes", h_hot_day="15", a_stress="4")
    keep(me, a_stress="2", do="as_before")
    assert said(me)["hot_day"] == Answer(AnswerState.YES, 1.0, 15.0)
    assert said(me)["stress"] == Answer(AnswerState.YES, 2.0)
    assert said(me)["sitting_h"].state is AnswerState.UNTOUCHED
    assert said(me)[QUIET].state is AnswerState.UNTOUCHED, "a night is not repeated"


def test_afterwards_the_day_before_is_offered_while_it_is_missing(me: Browser) -> None:
    html = page(me, keep(me, a_hot_day="no")["Location"])
    assert "Check in for the day before" in html
    assert 'href="/diary/day/2026-02-28/check/"' in html
    assert not re.search(r"!|streak|missed|forgot", html[html.index("<main") : html.index("</main>")])
    keep(me, "/diary/day/2026-02-28/check/", a_hot_day="no")
    assert "Check in for the day before" not in page(me, PAGE + "?kept")


def test_it_works_before_anything_was_chosen(household: Browser, clock: Clock) -> None:
    html = page(household)
    assert form_of(html)["shown"] == [
        "reading_in_bed_min",
        "sitting_h",
        "standing_h",
        "tight_shoes_h",
        "sleep_position",
    ]
    assert "so this asks what we suggest" in html
    assert settings.of(household.person.id).followed == (), "nothing is followed that was not chosen"


@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-03-03", 422), ("1899-12-31", 422), ("2026-02-30", 404), ("today", 404), ("20260301", 404)],
)
def test_a_day_that_cannot_be_is_refused(me: Browser, day: str, status: int) -> None:
    assert me.client.get(f"/diary/day/{day}/check/").status_code == status


def test_a_form_without_its_number_is_refused(me: Browser) -> None:
    assert keep(me, check_in="x", a_hot_day="yes").status_code == 422
    assert said(me) == {}


def test_persons_of_a_household_are_never_mixed(me: Browser) -> None:
    """A page opened for one and sent after another's diary was opened lands in neither."""
    form = form_of(page(me)) | {"a_hot_day": "yes"}
    other = persons.add(None, "Other")
    me.client.post("/you/who/choose/", {"person": str(other.id)}, headers=me.csrf())
    for address in (PAGE, "/diary/day/2026-03-01/clear/", "/diary/day/2026-03-01/unclear/"):
        assert me.client.post(address, form, headers=me.csrf()).status_code == 409
    assert said(me) == days.said(other.id, SUNDAY) == {}
    keep(me, a_hot_day="no")
    assert (days.said(other.id, SUNDAY) != {}, said(me)) == (True, {})


def test_the_page_says_it_in_german(me: Browser) -> None:
    html = me.client.get(PAGE, headers={"Accept-Language": "de"}).content.decode()
    assert "Wie viele Stunden hast du heute gesessen?" in html
    assert "Auf dem Rücken" in html
