# SPDX-License-Identifier: Apache-2.0
"""Answers about warning signs are kept as they were given; a quiet card comes at most once a week for one reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.people import Browser, new_id

from unclench.store import checks
from unclench.store.checks import QUIET_FOR, STANDS_FOR, Check

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 3, 12, tzinfo=UTC)


def check(check_id: UUID, at: datetime = AT, level: str = "urgent") -> Check:
    return Check(
        check_id, at, "session", "calf", {"leg_swollen": True, "breathless": False}, level,
        ("flag_dvt.2",), ("massage",), "abc",
    )  # fmt: skip


def test_what_was_answered_is_kept_word_for_word(household: Browser) -> None:
    given = check(new_id())
    assert checks.keep(household.person.id, given, AT)
    assert checks.latest(household.person.id) == given


def test_a_second_click_keeps_one(household: Browser) -> None:
    given = check(new_id())
    assert checks.keep(household.person.id, given, AT)
    assert not checks.keep(household.person.id, given, AT + timedelta(seconds=2))
    assert checks.recent(household.person.id) == [given]


def test_the_newest_answers_count(household: Browser) -> None:
    early, late = check(new_id()), check(new_id(), AT + timedelta(hours=1), "self_care")
    for given in (late, early):
        checks.keep(household.person.id, given, AT)
    assert checks.latest(household.person.id) == late


def test_nobody_else_has_these_answers(household: Browser, owner: Browser, stranger: Browser) -> None:
    checks.keep(household.person.id, check(new_id()), AT)
    assert checks.latest(stranger.person.id) is None


def test_a_quiet_card_comes_once_a_week_for_one_reason(household: Browser) -> None:
    me = household.person.id
    assert checks.may_show(me, ["often"], AT) == ("often",)
    assert checks.may_show(me, ["often"], AT + STANDS_FOR / 2) == ("often",)
    assert checks.may_show(me, ["often"], AT + STANDS_FOR * 2) == ()
    assert checks.may_show(me, ["often"], AT + QUIET_FOR + timedelta(minutes=1)) == ("often",)


def test_a_card_that_was_read_is_quiet_at_once(household: Browser) -> None:
    me = household.person.id
    checks.may_show(me, ["often", "rising"], AT)
    checks.put_away(me, ["often"], AT + timedelta(minutes=1))
    assert checks.may_show(me, ["often", "rising"], AT + timedelta(minutes=2)) == ("rising",)


def test_another_reason_has_a_week_of_its_own(household: Browser) -> None:
    me = household.person.id
    checks.may_show(me, ["often"], AT)
    later = AT + STANDS_FOR * 3
    assert checks.may_show(me, ["often", "waking"], later) == ("waking",)
