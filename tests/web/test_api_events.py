# SPDX-License-Identifier: Apache-2.0
"""POST /api/events: what the outbox sends is kept once, or refused in words with nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import Browser, Device, new_id

from unclench.diary import EventKind, event_json
from unclench.store import episodes, models

pytestmark = pytest.mark.django_db


def raw_event(**changed: Any) -> dict[str, Any]:
    """A well made event; each change replaces a field, `...` takes it away."""
    event = event_json(Device.at().event(EventKind.STARTED, area="calf", side="left")) | changed
    return {key: value for key, value in event.items() if value is not ...}


def logged(**data: Any) -> dict[str, Any]:
    return raw_event(kind="logged", data={"area": "calf"} | data)


def told(**data: Any) -> dict[str, Any]:
    return raw_event(kind="told", data=data)


def in_minutes(minutes: float) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


def test_a_session_sent_twice_is_one_episode(household: Browser) -> None:
    phone = Device.at()
    sent = phone.session()
    ids = [str(event.id) for event in sent]
    first = household.send(household.person.id, sent)
    again = household.send(household.person.id, sent)
    assert (first.status_code, first.json()) == (200, {"accepted": ids, "already": []})
    assert (again.status_code, again.json()) == (200, {"accepted": [], "already": ids})
    assert episodes.get(household.person.id, phone.episode_id).pain == 6
    assert first.headers["Cache-Control"] == "private, no-store"


BAD_EVENTS: dict[str, tuple[Callable[[], Any], str, str]] = {
    "no object": (lambda: "started", "malformed_event", "JSON object"),
    "null": (lambda: None, "malformed_event", "JSON object"),
    "a list": (list, "malformed_event", "JSON object"),
    "unknown field": (lambda: raw_event(colour="red"), "malformed_event", "no such field"),
    "no id": (lambda: raw_event(id=...), "malformed_event", "UUID"),
    "id of version 4": (
        lambda: raw_event(id="9b2d7a6e-2f5c-4b39-8b1f-0c5f8f3f6a11"),
        "malformed_event",
        "version 7",
    ),
    "id is a number": (lambda: raw_event(id=7), "malformed_event", "UUID"),
    "no episode": (lambda: raw_event(episode=...), "malformed_event", "UUID"),
    "unknown kind": (lambda: raw_event(kind="exploded"), "malformed_event", "one of"),
    "kind is a list": (lambda: raw_event(kind=[]), "malformed_event", "one of"),
    "no time": (lambda: raw_event(at=...), "malformed_event", "such as"),
    "time without offset": (lambda: raw_event(at="2026-03-01T02:13:00"), "malformed_event", "offset"),
    "time is a number": (lambda: raw_event(at=1772300000), "malformed_event", "such as"),
    "no such day": (lambda: raw_event(at="2026-02-30T02:13:00+01:00"), "malformed_event", "such as"),
    "before 1900": (lambda: raw_event(at="0001-01-01T00:00:00+14:00"), "malformed_event", "1900"),
    "in ten minutes": (lambda: raw_event(at=in_minutes(10)), "malformed_event", "future"),
    "at the end of time": (lambda: raw_event(at="9999-12-31T23:59:59-14:00"), "malformed_event", "future"),
    "unknown area": (lambda: raw_event(data={"area": "wing"}), "unknown_area", "wing"),
    "unknown side": (lambda: raw_event(data={"area": "calf", "side": "top"}), "input", "side"),
    "no area": (lambda: raw_event(data={}), "malformed_event", "must say it"),
    "data is a list": (lambda: raw_event(data=[]), "malformed_event", "JSON object"),
    "end before onset": (lambda: logged(ended_at="2026-02-28T23:00:00+01:00"), "input", "before the onset"),
    "end a month later": (lambda: logged(ended_at="2026-04-01T02:13:00+01:00"), "input", "seven days"),
    "end in the future": (lambda: logged(ended_at=in_minutes(10)), "malformed_event", "future"),
    "pain of 11": (lambda: told(pain=11), "malformed_event", "0 to 10"),
    "pain of 2.5": (lambda: told(pain=2.5), "malformed_event", "0 to 10"),
    "pain is true": (lambda: told(pain=True), "malformed_event", "0 to 10"),
    "pain is text": (lambda: told(pain="6"), "malformed_event", "0 to 10"),
    "pain is no number": (lambda: told(pain=float("nan")), "malformed_event", "0 to 10"),
    "unknown doing": (lambda: told(doing="flying"), "malformed_event", "one of"),
    "doing is an object": (lambda: told(doing={}), "malformed_event", "one of"),
    "a note too long": (lambda: told(note="n" * 4_001), "malformed_event", "4,000"),
    "a note with NUL": (lambda: told(note="a\x00b"), "malformed_event", "NUL"),
    "a note with half a character": (lambda: told(note="\ud83d"), "malformed_event", "half"),
    "a note that is a list": (lambda: told(note=["x"]), "malformed_event", "text"),
    "a step below nought": (
        lambda: raw_event(kind="step_started", data={"step": -1, "remedy": "walk"}),
        "malformed_event",
        "number",
    ),
    "a remedy with markup": (
        lambda: raw_event(kind="step_started", data={"step": 0, "remedy": "<b>"}),
        "malformed_event",
        "short id",
    ),
    "an unknown result": (
        lambda: raw_event(kind="step_ended", data={"step": 0, "result": "won"}),
        "malformed_event",
        "one of",
    ),
    "half a character in a field's name": (lambda: told(**{"\ud83d": 1}), "malformed_event", "does not hold"),
}


@pytest.mark.parametrize("name", BAD_EVENTS)
def test_one_bad_event_is_named_and_keeps_the_good_ones_out(household: Browser, name: str) -> None:
    make, code, words = BAD_EVENTS[name]
    bad = make()
    response = household.send(household.person.id, [raw_event(), bad, raw_event()])
    assert response.status_code == 422
    body = response.json()
    assert body["error"]["code"] == "input"
    assert "nothing was changed" in body["error"]["todo"]
    (line,) = body["events"]
    assert line["index"] == 1
    assert line["error"]["code"] == code
    assert words in json.dumps(line["error"], ensure_ascii=False)
    assert line["id"] == (bad.get("id") if isinstance(bad, dict) and isinstance(bad.get("id"), str) else None)
    assert models.Event.objects.count() == 0


def test_every_bad_event_is_listed(household: Browser) -> None:
    sent = [told(pain=11), raw_event(), told(pain=-1)]
    body = household.send(household.person.id, sent).json()
    assert [(line["index"], line["id"]) for line in body["events"]] == [
        (0, sent[0]["id"]),
        (2, sent[2]["id"]),
    ]


def test_an_edit_that_turns_time_around_is_named(household: Browser) -> None:
    phone = Device.at()
    household.send(household.person.id, phone.session())
    early = phone.event(EventKind.EDITED, 300, ended_at=(phone.onset - timedelta(minutes=1)).isoformat())
    response = household.send(household.person.id, [phone.event(EventKind.TOLD, 290, pain=1), early])
    assert response.status_code == 422
    assert [(line["index"], line["id"]) for line in response.json()["events"]] == [(1, str(early.id))]
    assert episodes.get(household.person.id, phone.episode_id).pain == 6


def test_a_clock_that_runs_a_little_ahead_is_taken(household: Browser) -> None:
    assert household.send(household.person.id, [raw_event(at=in_minutes(3))]).status_code == 200


BAD_BODIES: dict[str, tuple[Any, dict[str, str], int, str]] = {
    "not JSON": ("{", {}, 400, "unreadable"),
    "blank": (" ", {}, 400, "unreadable"),
    "not UTF-8": (b'"\xff\xfe\xfd', {}, 400, "unreadable"),
    "nested without end": ("[" * 100_000, {}, 400, "unreadable"),
    "a list": ("[]", {}, 422, "input"),
    "no events": ('{"person": "x"}', {}, 422, "input"),
    "events are an object": ('{"person": "x", "events": {}}', {}, 422, "input"),
    "no person": ('{"events": []}', {}, 422, "input"),
    "a person that is no id": ('{"person": 5, "events": []}', {}, 422, "input"),
    "too many events": (json.dumps({"person": "x", "events": [{}] * 201}), {}, 413, "too_large"),
    "too large": (json.dumps({"person": "x", "events": [], "note": "n" * 1_048_576}), {}, 413, "too_large"),
    "a form": ("person=x", {"content_type": "application/x-www-form-urlencoded"}, 415, "not_json"),
    "plain text": ("{}", {"content_type": "text/plain"}, 415, "not_json"),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_body_that_cannot_be_taken_is_answered_in_words(household: Browser, name: str) -> None:
    body, kind, status, code = BAD_BODIES[name]
    response = household.client.post(
        "/api/events", body, **({"content_type": "application/json"} | kind), headers=household.csrf()
    )
    assert response.status_code == status
    error = response.json()["error"]
    assert error["code"] == code
    assert error["what"]
    assert error["todo"]
    assert models.Event.objects.count() == 0


def test_a_megabyte_of_note_is_refused_in_words(household: Browser) -> None:
    response = household.send(household.person.id, [told(note="n" * 1_000_000)])
    assert response.status_code == 413
    assert models.Event.objects.count() == 0


@pytest.mark.parametrize("headers", [{}, {"X-CSRFToken": "x" * 32}, {"X-CSRFToken": ""}])
def test_without_the_token_nothing_is_taken(household: Browser, headers: dict[str, str]) -> None:
    household.client.get("/api/hello")
    body = {"person": str(household.person.id), "events": [raw_event()]}
    response = household.client.post("/api/events", body, content_type="application/json", headers=headers)
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "refused"
    assert models.Event.objects.count() == 0


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:9999", "null"])
def test_a_page_of_another_origin_is_refused_even_with_the_token(household: Browser, origin: str) -> None:
    response = household.send(household.person.id, [raw_event()], headers={"Origin": origin})
    assert response.status_code == 403
    assert models.Event.objects.count() == 0


def test_a_diary_that_is_not_there_is_not_found(household: Browser) -> None:
    response = household.send(new_id(), [raw_event()])
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(("method", "path"), [("get", "events"), ("put", "events"), ("delete", "events"),
                                              ("post", "hello"), ("post", "episodes")])  # fmt: skip
def test_other_methods_are_answered_in_words(household: Browser, method: str, path: str) -> None:
    response = getattr(household.client, method)(f"/api/{path}", headers=household.csrf())
    assert response.status_code == 405
    assert response.json()["error"]["code"] == "method"
    assert response.headers["Allow"] == ("POST" if path == "events" else "GET, HEAD")


def test_an_address_that_is_not_there_is_answered_as_json(household: Browser) -> None:
    response = household.client.get("/api/nowhere")
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")


json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(list(EventKind)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
times_like = st.datetimes(timezones=st.timezones()).map(datetime.isoformat) | st.text(max_size=40)
some_data = st.dictionaries(
    st.sampled_from(
        ["area", "side", "step", "remedy", "result", "pain", "note", "ended_at", "onset_at", "steps"]
    ),
    json_like | times_like | st.sampled_from(["calf", "left", "let_go"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "id": json_like,
                "episode": json_like,
                "kind": st.sampled_from([kind.value for kind in EventKind]),
                "at": json_like | times_like,
                "data": json_like | some_data,
            },
        ),
        max_size=3,
    )
)
def test_no_nonsense_makes_it_stumble(household: Browser, changes: list[dict[str, Any]]) -> None:
    sent = json.dumps(
        {"person": str(household.person.id), "events": [raw_event(**change) for change in changes]}
    )
    before = models.Event.objects.count()
    response = household.client.post(
        "/api/events", sent, content_type="application/json", headers=household.csrf()
    )
    assert response.status_code in (200, 422)
    if response.status_code == 422:
        assert response.json()["events"]
        assert models.Event.objects.count() == before
    assert household.client.get("/api/episodes").status_code == 200


def test_a_locked_database_is_not_acknowledged(household: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    from django.db import OperationalError

    def locked(*_args: object, **_more: object) -> None:
        cause = sqlite3.OperationalError("database is locked")
        cause.sqlite_errorname = "SQLITE_BUSY"
        raise OperationalError("database is locked") from cause

    monkeypatch.setattr(models.Event.objects, "bulk_create", locked)
    response = household.send(household.person.id, [raw_event()])
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.json()["error"]["code"] == "store_busy"
