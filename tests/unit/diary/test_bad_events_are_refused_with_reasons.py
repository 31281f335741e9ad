# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from uuid6 import uuid7

from unclench.diary import parse_event
from unclench.diary.events import LONGEST_NOTE
from unclench.errors import InputError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def raw(**changes: Any) -> dict[str, Any]:
    good = {
        "id": str(uuid7()),
        "episode": str(uuid7()),
        "kind": "logged",
        "at": "2026-03-01T02:13:00+01:00",
        "data": {"area": "calf", "side": "left", "pain": 7},
    }
    data = changes.pop("data", {})
    return good | changes | {"data": good["data"] | data if isinstance(data, dict) else data}


def test_a_good_event_is_taken_with_the_offset_of_its_place() -> None:
    event = parse_event(raw(), NOW)
    assert event.utc_offset_minutes == 60
    assert event.data["area"] == "calf"


@pytest.mark.parametrize(
    ("wrong", "field", "why"),
    [
        ({"kind": "exploded"}, "kind", "one of"),
        ({"kind": ["started"]}, "kind", "one of"),
        ({"id": "1"}, "id", "UUID"),
        ({"id": "8f14e45f-ceea-467f-a0e6-5d3f8a4a1b2c"}, "id", "version 7"),
        ({"episode": None}, "episode", "UUID"),
        ({"at": "yesterday"}, "at", "2026-03-01T02:13"),
        ({"at": "2026-03-01T02:13:00"}, "at", "offset"),
        ({"at": "2026-03-01T02:13:00+23:30"}, "at", "no place"),
        ({"at": (NOW + timedelta(minutes=6)).isoformat()}, "at", "future"),
        ({"at": "1815-06-18T11:00:00+00:00"}, "at", "1900"),
        ({"data": [1]}, "data", "object"),
        ({"data": {"area": "tail"}}, "area", "calf, shin"),
        ({"data": {"area": None}}, "area", "value|must say"),
        ({"data": {"side": "upwards"}}, "side", "left, right or both"),
        ({"data": {"pain": 11}}, "pain", "0 to 10"),
        ({"data": {"pain": 6.5}}, "pain", "whole number"),
        ({"data": {"pain": True}}, "pain", "whole number"),
        ({"data": {"doing": "flying"}}, "doing", "asleep"),
        ({"data": {"note": "n" * (LONGEST_NOTE + 1)}}, "note", "4,001"),
        ({"data": {"note": "a\x00b"}}, "note", "NUL"),
        ({"data": {"note": "\ud800"}}, "note", "half of a character"),
        ({"data": {"let_go": "yes"}}, "let_go", "true or false"),
        ({"data": {"steps": ["x" * 65]}}, "steps", "short id"),
        ({"data": {"ended_at": "2026-03-01T02:12:59+01:00"}}, "ended_at", "before|after it begins"),
        ({"data": {"ended_at": "2026-03-01T02:13:00"}}, "ended_at", "offset"),
        ({"data": {"colour": "red"}}, "colour", "does not hold"),
        ({"extra": 1}, "extra", "no such field"),
    ],
)
def test_what_cannot_be_taken_names_its_field_and_the_reason(
    wrong: dict[str, Any], field: str, why: str
) -> None:
    with pytest.raises(InputError, match=why) as caught:
        parse_event(raw(**wrong), NOW)
    assert caught.value.field == field
    assert caught.value.what
    assert caught.value.todo
    assert caught.value.http_status in (404, 422)


@pytest.mark.parametrize("rubbish", [None, 3, "text", [], [{}], {}, {"id": 1}])
def test_rubbish_is_refused_like_any_other_mistake(rubbish: object) -> None:
    with pytest.raises(InputError):
        parse_event(rubbish, NOW)


def test_an_end_a_week_later_is_a_slip_of_the_finger() -> None:
    old = {"at": "2026-02-01T02:13:00+01:00"}
    with pytest.raises(InputError, match="seven days"):
        parse_event(raw(**old, data={"ended_at": "2026-02-09T02:13:00+01:00"}), NOW)


def test_a_phone_whose_clock_runs_a_little_ahead_is_believed() -> None:
    assert parse_event(raw(at=(NOW + timedelta(minutes=4)).isoformat()), NOW)
