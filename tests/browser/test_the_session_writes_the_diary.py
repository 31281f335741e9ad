# SPDX-License-Identifier: Apache-2.0
"""What is tapped in a session stands in the diary afterwards, once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.phone import AFTERNOON, Phone


def test_it_let_go_makes_the_diary_entry(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session("relief/calf/right/")
    plan = phone.plan()
    phone.passes(40)
    phone.tap("next")
    phone.passes(30)
    phone.tap("let_go")
    expect(phone.slot("after-title")).to_have_text("It let go after 1:10")
    phone.page.locator('input[name=pain][value="7"]').check()
    phone.page.locator('input[name=doing][value="asleep"]').check()
    different = phone.page.get_by_label("Anything different today?")
    different.fill("A long walk")
    different.blur()
    phone.tap("finish")
    expect(phone.page).to_have_url(phone.base)

    (episode,) = phone.episodes_when(1)
    assert (episode["area"], episode["side"], episode["recorded"]) == ("calf", "right", "session")
    assert (episode["let_go"], episode["pain"], episode["doing"]) == (True, 7, "asleep")
    assert episode["different"] == "A long walk"
    onset, ended = (datetime.fromisoformat(episode[key]) for key in ("onset_at", "ended_at"))
    assert onset == AFTERNOON
    assert ended - onset == timedelta(seconds=70)
    up = [plan["steps"][number]["script"]["remedy"] for number in plan["orders"]["up"]]
    assert [(step["remedy"], step["result"]) for step in episode["steps"]] == [
        (up[0], "moved_on"),
        (up[1], "let_go"),
    ]
    phone.goto("diary/")
    expect(phone.page.locator(".episode-row")).to_have_count(1)
    expect(phone.page.locator(".episode-row")).to_contain_text("Right calf")
    expect(phone.page.locator(".episode-row")).to_contain_text("pain 7 of 10")


def test_the_wall_clock_of_the_place_is_kept(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.tap("let_go")
    (episode,) = phone.episodes_when(1)
    berlin = phone.page.evaluate("-new Date().getTimezoneOffset()")
    assert berlin in (60, 120)
    assert episode["utc_offset_minutes"] == berlin


def test_an_answer_can_be_changed(phone: Phone) -> None:
    phone.open_session()
    phone.tap("let_go")
    for pain in (3, 10, 0):
        phone.page.locator(f'input[name=pain][value="{pain}"]').check()
    (episode,) = phone.episodes_when(1)
    assert episode["pain"] == 0


def test_it_came_back_goes_on_with_the_same_entry(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(20)
    phone.tap("let_go")
    phone.passes(10)
    phone.tap("came_back")
    expect(phone.page.locator("[data-stage]")).to_be_visible()
    phone.passes(30)
    phone.tap("let_go")
    (episode,) = phone.episodes_when(1)
    assert episode["let_go"] is True
    length = datetime.fromisoformat(episode["ended_at"]) - datetime.fromisoformat(episode["onset_at"])
    assert length == timedelta(seconds=60)
    assert [step["result"] for step in episode["steps"]] == ["moved_on", "let_go"]


def test_a_look_leaves_no_entry(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(15)
    phone.tap("leave")
    expect(phone.page).to_have_url(phone.base)
    phone.episodes_when(0)


def test_a_stopped_session_is_kept_as_not_let_go(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(45)
    phone.tap("leave")
    expect(phone.page).to_have_url(phone.base)
    (episode,) = phone.episodes_when(1)
    assert episode["let_go"] is False
    assert [step["result"] for step in episode["steps"]] == ["stopped"]


def test_two_touches_on_it_let_go_make_one_entry(phone: Phone) -> None:
    phone.open_session()
    phone.page.locator('[data-do="let_go"]').dblclick()
    expect(phone.page.locator("[data-after]")).to_be_visible()
    (episode,) = phone.episodes_when(1)
    assert episode["let_go"] is True


def test_two_touches_on_done_make_one_entry(phone: Phone) -> None:
    phone.open_session()
    phone.tap("let_go")
    phone.page.locator('[data-do="finish"]').dblclick()
    expect(phone.page).to_have_url(phone.base)
    phone.episodes_when(1)


class TestKeys:
    """Every timed step can be paused, repeated, made longer and left."""

    @pytest.fixture(autouse=True)
    def opened(self, phone: Phone) -> None:
        phone.stop_the_clock()
        phone.open_session()

    def test_pause_stops_the_clock_and_go_on_starts_it(self, phone: Phone) -> None:
        phone.passes(2)
        shown = phone.clock_seconds()
        phone.tap("pause")
        expect(phone.slot("name")).to_have_text("Paused")
        phone.passes(30)
        assert phone.clock_seconds() == shown
        expect(phone.slot("pause")).to_have_text("Go on")
        phone.tap("pause")
        phone.passes(2)
        assert phone.clock_seconds() == shown - 2

    def test_pausing_the_guidance_does_not_pause_the_spasm(self, phone: Phone) -> None:
        phone.tap("pause")
        phone.passes(60)
        expect(phone.slot("since")).to_have_text("Since it began: 1:00")

    def test_longer_adds_fifteen_seconds(self, phone: Phone) -> None:
        shown = phone.clock_seconds()
        phone.tap("longer")
        assert phone.clock_seconds() == shown + 15
        phone.tap("longer")
        assert phone.clock_seconds() == shown + 30

    def test_again_starts_the_hold_anew(self, phone: Phone) -> None:
        script = phone.plan()["steps"][phone.plan()["orders"]["up"][0]]["script"]
        phone.passes(script["ready_seconds"] + 7)
        assert phone.clock_seconds() == script["hold_seconds"] - 7
        phone.tap("again")
        assert phone.clock_seconds() == script["hold_seconds"]
        expect(phone.slot("name")).to_have_text(re.compile("^Hold"))

    def test_next_goes_through_all_steps_and_round_again(self, phone: Phone) -> None:
        order = phone.plan()["orders"]["up"]
        for turn in range(1, len(order) + 1):
            phone.tap("next")
            if phone.slot("question").is_visible():
                phone.tap("answer_no")
            wanted = f"step {turn % len(order) + 1} of {len(order)}"
            expect(phone.slot("phase")).to_contain_text(wanted)

    def test_the_clock_counts_through_ready_hold_and_rest_to_the_question(self, phone: Phone) -> None:
        script = phone.plan()["steps"][phone.plan()["orders"]["up"][0]]["script"]
        phone.passes(script["ready_seconds"])
        expect(phone.slot("name")).to_have_text(f"Hold 1 of {script['repeats']}")
        phone.passes(script["hold_seconds"])
        expect(phone.slot("name")).to_have_text("Rest")
        phone.passes((script["repeats"] - 1) * (script["rest_seconds"] + script["hold_seconds"]))
        expect(phone.slot("say")).to_have_text("Has it let go? If not, hold on, or tap Next.")
        expect(phone.page.locator('[data-do="pause"]')).to_be_disabled()

    def test_changing_the_place_changes_the_first_step(self, phone: Phone) -> None:
        plan = phone.plan()
        assert (
            plan["orders"]["up"][0] != plan["orders"]["in_bed"][0]
            or plan["orders"]["up"] != plan["orders"]["in_bed"]
        )
        phone.page.locator('input[name=where][value="in_bed"]').check()
        order = plan["orders"]["in_bed"]
        first = plan["steps"][order[0]]
        expect(phone.slot("say")).to_have_text(first["ready"][0])
        expect(phone.slot("phase")).to_contain_text(f"step 1 of {len(order)}")
