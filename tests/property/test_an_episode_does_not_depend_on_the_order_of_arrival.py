# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unclench.diary import Event, EventKind, event_json, fold, parse_event

ME = UUID("01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d")
ONSET = datetime(2026, 3, 1, 2, 13, tzinfo=UTC)
NOW = ONSET + timedelta(days=1)

number = st.integers(0, 3)
told = st.fixed_dictionaries(
    {},
    optional={
        "pain": st.none() | st.integers(0, 10),
        "note": st.text(max_size=20).filter(lambda t: "\0" not in t),
    },
)
said = st.one_of(
    st.tuples(st.just(EventKind.STARTED), st.just({"area": "calf", "side": "left"})),
    st.tuples(st.just(EventKind.LOGGED), st.just({"area": "foot", "steps": ["calm_breathing"]})),
    st.tuples(st.just(EventKind.STEP_STARTED), st.builds(lambda n: {"step": n, "remedy": f"r{n}"}, number)),
    st.tuples(st.just(EventKind.STEP_ENDED), st.builds(lambda n: {"step": n, "result": "moved_on"}, number)),
    st.tuples(st.just(EventKind.LET_GO), st.builds(lambda n: {"step": n}, number)),
    st.tuples(st.just(EventKind.TOLD), told),
    st.tuples(st.sampled_from([EventKind.DELETED, EventKind.RESTORED, EventKind.ENDED]), st.just({})),
)
times = st.integers(0, 600)


@st.composite
def tales(draw: st.DrawFn) -> list[Event]:
    ids = draw(st.lists(st.uuids(version=4), min_size=1, max_size=12, unique=True))
    made = []
    for each in ids:
        kind, data = draw(said)
        seven = UUID(f"01912d9f7b327{each.hex[13:16]}8{each.hex[17:]}")
        made.append(Event(seven, ME, kind, ONSET + timedelta(seconds=draw(times)), data))
    return list({event.id: event for event in made}.values())


@given(tales(), st.randoms(use_true_random=False))
def test_any_order_and_any_repeats_tell_the_same(events: list[Event], dice) -> None:  # type: ignore[no-untyped-def]
    shuffled = [*events, *dice.choices(events, k=3)]
    dice.shuffle(shuffled)
    assert fold(shuffled, ME) == fold(events, ME)


@given(tales())
def test_an_episode_is_never_impossible(events: list[Event]) -> None:
    episode = fold(events, ME)
    begins = any(event.kind in (EventKind.STARTED, EventKind.LOGGED) for event in events)
    assert (episode is not None) == begins
    if episode is not None:
        assert episode.ended_at is None or episode.ended_at >= episode.onset_at
        assert episode.revision == len(events)
        assert len({step.started_at for step in episode.steps}) <= len(events)


@given(tales())
def test_the_wire_changes_nothing(events: list[Event]) -> None:
    assert [parse_event(event_json(event), NOW) for event in events] == events
