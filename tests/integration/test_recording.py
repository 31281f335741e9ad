# SPDX-License-Identifier: Apache-2.0
"""Events go in, each exactly once, and episodes come out; the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection
from tests.people import NIGHT, NOW, Device, new_id

from unclench.body.areas import Area, Side
from unclench.diary import EventKind, Person, StepResult, fold
from unclench.errors import NotFound
from unclench.store import episodes, models, persons
from unclench.store.episodes import MOST_EVENTS
from unclench.store.refusals import ImpossibleSpan, TooManyEvents

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return persons.first(None)


def test_a_session_becomes_an_episode(person: Person) -> None:
    phone = Device.at()
    receipt = episodes.record(person.id, phone.session(), NOW)
    kept = episodes.get(person.id, phone.episode_id)
    assert receipt.episodes == (kept,)
    assert (kept.area, kept.side, kept.pain, kept.note) == (Area.CALF, Side.LEFT, 6, "woke me up")
    assert kept.onset_at == NIGHT
    assert kept.local_onset.hour == 2
    assert kept.duration == timedelta(seconds=60)
    assert [(step.remedy, step.result) for step in kept.steps] == [
        ("calf_stretch", StepResult.MOVED_ON),
        ("stand_and_walk", StepResult.LET_GO),
    ]


def test_an_event_comes_back_as_it_was_sent(person: Person) -> None:
    sent = Device.at().session()
    episodes.record(person.id, sent, NOW)
    kept = list(episodes.events_of(person.id))
    assert kept == sent
    assert [event.utc_offset_minutes for event in kept] == [60] * len(sent)


def test_events_count_once_however_often_they_arrive(person: Person) -> None:
    phone = Device.at()
    sent = phone.session()
    first = episodes.record(person.id, sent, NOW)
    again = episodes.record(person.id, [*sent, *sent], NOW)
    assert first.accepted == tuple(event.id for event in sent)
    assert first.already == ()
    assert again.accepted == ()
    assert again.already == tuple(event.id for event in [*sent, *sent])
    assert episodes.get(person.id, phone.episode_id).revision == len(sent)
    assert models.Event.objects.count() == len(sent)


def test_an_event_that_stands_twice_in_one_request_is_kept_once(person: Person) -> None:
    started = Device.at().event(EventKind.STARTED, area="calf")
    receipt = episodes.record(person.id, [started, started], NOW)
    assert (receipt.accepted, receipt.already) == ((started.id,), (started.id,))


def test_what_comes_before_the_beginning_waits_for_it(person: Person) -> None:
    phone = Device.at()
    beginning, *rest = phone.session()
    assert episodes.record(person.id, rest, NOW).episodes == ()
    assert episodes.recent(person.id) == []
    episodes.record(person.id, [beginning], NOW)
    assert episodes.get(person.id, phone.episode_id).pain == 6


def test_a_deleted_episode_leaves_every_list_and_comes_back_whole(person: Person) -> None:
    phone = Device.at()
    episodes.record(person.id, phone.session(), NOW)
    before = episodes.get(person.id, phone.episode_id)
    episodes.record(person.id, [phone.event(EventKind.DELETED, 100)], NOW)
    assert episodes.recent(person.id) == []
    assert episodes.history(person.id, Area.CALF) == []
    assert list(episodes.all_for_export(person.id)) == []
    assert episodes.count(person.id) == 0
    assert episodes.get(person.id, phone.episode_id).deleted
    episodes.record(person.id, [phone.event(EventKind.RESTORED, 110)], NOW)
    (back,) = episodes.recent(person.id)
    assert (back.steps, back.note, back.onset_at) == (before.steps, before.note, before.onset_at)


def test_steps_that_an_edit_leaves_alone_stay(person: Person) -> None:
    phone = Device.at()
    episodes.record(person.id, phone.session(), NOW)
    episodes.record(person.id, [phone.event(EventKind.EDITED, 200, note="the left one")], NOW)
    kept = episodes.get(person.id, phone.episode_id)
    assert (kept.note, len(kept.steps)) == ("the left one", 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ended_at": (NIGHT - timedelta(minutes=1)).isoformat()}, "before the onset"),
        ({"onset_at": (NIGHT + timedelta(minutes=2)).isoformat()}, "before the onset"),
        ({"ended_at": (NIGHT + timedelta(days=8)).isoformat()}, "seven days"),
    ],
)
def test_an_edit_that_turns_time_around_is_refused_and_changes_nothing(
    person: Person, change: dict[str, str], words: str
) -> None:
    phone, other = Device.at(), Device.at()
    episodes.record(person.id, phone.session(), NOW)
    before = episodes.get(person.id, phone.episode_id)
    edit = phone.event(EventKind.EDITED, 300, **change)
    with pytest.raises(ImpossibleSpan, match=words) as refused:
        episodes.record(person.id, [*other.session(), edit], NOW)
    assert refused.value.event_ids == (edit.id,)
    assert episodes.get(person.id, phone.episode_id) == before
    assert episodes.count(person.id) == 1
    assert edit not in list(episodes.events_of(person.id))


def test_an_edit_may_move_onset_and_end_together(person: Person) -> None:
    phone = Device.at()
    episodes.record(person.id, phone.session(), NOW)
    later = NIGHT + timedelta(hours=1)
    moved = {"onset_at": later.isoformat(), "ended_at": (later + timedelta(minutes=3)).isoformat()}
    episodes.record(person.id, [phone.event(EventKind.EDITED, 300, **moved)], NOW)
    kept = episodes.get(person.id, phone.episode_id)
    assert (kept.onset_at, kept.duration) == (later, timedelta(minutes=3))


def test_an_episode_with_too_many_events_takes_no_more(person: Person) -> None:
    phone = Device.at()
    full = [phone.event(EventKind.STARTED, area="calf")]
    full += [phone.event(EventKind.TOLD, second, pain=3) for second in range(1, MOST_EVENTS)]
    episodes.record(person.id, full, NOW)
    one_more = phone.event(EventKind.TOLD, MOST_EVENTS, pain=9)
    with pytest.raises(TooManyEvents, match="2,000"):
        episodes.record(person.id, [one_more], NOW)
    assert episodes.get(person.id, phone.episode_id).pain == 3
    assert episodes.record(person.id, full[-2:], NOW).accepted == ()


def test_nobody_else_is_touched(person: Person) -> None:
    other = persons.add(None, "Somebody else")
    phone = Device.at()
    sent = phone.session()
    episodes.record(person.id, sent, NOW)
    receipt = episodes.record(other.id, sent, NOW)  # the same ids, in another diary
    assert receipt.accepted == tuple(event.id for event in sent)
    episodes.record(other.id, [phone.event(EventKind.DELETED, 500)], NOW)
    assert episodes.count(person.id) == 1
    assert episodes.count(other.id) == 0
    assert episodes.get(person.id, phone.episode_id) == fold(sent, person.id)


def test_an_unknown_person_is_refused(person: Person) -> None:
    with pytest.raises(NotFound):
        episodes.record(new_id(), Device.at().session(), NOW)
    with pytest.raises(NotFound):
        episodes.get(person.id, new_id())


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_send_the_same_events_keep_each_once() -> None:
    person = persons.first(None)
    phones = [Device.at(NIGHT - timedelta(hours=hour)) for hour in range(5)]
    sent = [event for phone in phones for event in phone.session()]
    lots = [sent[start : start + 4] for start in range(0, len(sent), 4)]
    accepted: list[UUID] = []
    failures: list[BaseException] = []
    ready = Barrier(4)

    def device(turned: bool) -> None:
        try:
            ready.wait()
            for lot in reversed(lots) if turned else lots:
                accepted.extend(episodes.record(person.id, lot, NOW).accepted)
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=device, args=(number % 2 == 1,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(accepted) == sorted(event.id for event in sent)
    assert [episodes.get(person.id, phone.episode_id) for phone in phones] == [
        fold([event for event in sent if event.episode_id == phone.episode_id], person.id) for phone in phones
    ]
