# SPDX-License-Identifier: Apache-2.0
"""What stands in the table of episodes is always the fold of the events that were kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import NIGHT, NOW, Device

from unclench.body.areas import Area
from unclench.diary import Doing, Event, EventKind, Recorded, StepResult, fold
from unclench.errors import NotFound
from unclench.store import episodes, persons
from unclench.store.refusals import ImpossibleSpan

pytestmark = pytest.mark.django_db

relaxed = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
steps = st.integers(0, 3)
answers = st.fixed_dictionaries(
    {},
    optional={
        "pain": st.none() | st.integers(0, 10),
        "doing": st.none() | st.sampled_from([doing.value for doing in Doing]),
        "different": words,
        "note": words,
    },
)
places = st.fixed_dictionaries(
    {"area": st.sampled_from([area.value for area in Area])},
    optional={
        "side": st.sampled_from(["left", "right", "both"]),
        "recorded": st.sampled_from([recorded.value for recorded in Recorded]),
    },
)
instants = st.integers(-3600, 3600).map(lambda second: (NIGHT + timedelta(seconds=second)).isoformat())
times = st.fixed_dictionaries({}, optional={"onset_at": instants, "ended_at": st.none() | instants})

quiet_kinds = [
    (EventKind.STARTED, places),
    (
        EventKind.STEP_STARTED,
        st.fixed_dictionaries({"step": steps, "remedy": st.sampled_from(["walk", "press"])}),
    ),
    (
        EventKind.STEP_ENDED,
        st.fixed_dictionaries(
            {"step": steps, "result": st.sampled_from([result.value for result in StepResult])}
        ),
    ),
    (EventKind.LET_GO, st.fixed_dictionaries({}, optional={"step": st.none() | steps})),
    (EventKind.TOLD, answers),
    (EventKind.ENDED, st.just({})),
    (EventKind.LOGGED, st.tuples(places, answers).map(lambda both: both[0] | both[1])),
    (EventKind.EDITED, answers),
    (EventKind.DELETED, st.just({})),
    (EventKind.RESTORED, st.just({})),
]
all_kinds = [*quiet_kinds, (EventKind.EDITED, times), (EventKind.EDITED, times)]


def of_one_episode(kinds: list[tuple[EventKind, st.SearchStrategy[dict]]]) -> st.SearchStrategy[list[Event]]:
    """Events of one episode; many share a second, so that clocks alone do not decide their order."""
    phone = st.builds(Device.at)
    one = st.one_of(
        [st.tuples(st.just(kind), st.integers(0, 20), data) for kind, data in kinds],
    )
    return st.tuples(phone, st.lists(one, min_size=1, max_size=12)).map(
        lambda drawn: [drawn[0].event(kind, second, **data) for kind, second, data in drawn[1]]
    )


@relaxed
@given(sent=of_one_episode(quiet_kinds), shuffled=st.data())
def test_any_order_and_any_repeats_give_the_same_episode(sent: list[Event], shuffled: st.DataObject) -> None:
    person = persons.add(None, "Somebody")
    repeated = [*sent, *shuffled.draw(st.lists(st.sampled_from(sent), max_size=6))]
    arriving = shuffled.draw(st.permutations(repeated))
    cut = shuffled.draw(st.integers(0, len(arriving)))
    for lot in (arriving[:cut], arriving[cut:]):
        episodes.record(person.id, lot, NOW)
    expected = fold(sent, person.id)
    if expected is None:
        with pytest.raises(NotFound):
            episodes.get(person.id, sent[0].episode_id)
    else:
        assert episodes.get(person.id, sent[0].episode_id) == expected


@relaxed
@given(sent=of_one_episode(all_kinds), size=st.integers(1, 4))
def test_the_projection_is_the_fold_of_what_was_kept(sent: list[Event], size: int) -> None:
    person = persons.add(None, "Somebody")
    kept: list[Event] = []
    for start in range(0, len(sent), size):
        lot = sent[start : start + size]
        try:
            episodes.record(person.id, lot, NOW)
            kept += lot
        except ImpossibleSpan:
            continue
    stored = sorted(episodes.events_of(person.id), key=lambda event: event.id)
    assert stored == sorted(kept, key=lambda event: event.id)
    expected = fold(kept, person.id)
    shown = [] if expected is None or expected.deleted else [expected]
    assert episodes.recent(person.id) == shown
    assert list(episodes.all_for_export(person.id)) == shown
