# SPDX-License-Identifier: Apache-2.0
"""The diary is read page by page, complete and stable, however many episodes begin at the same instant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import NIGHT, NOW, Device

from unclench.body.areas import Area
from unclench.diary import Episode, EventKind, Person
from unclench.errors import InputError
from unclench.store import episodes, persons
from unclench.store.episodes import PageMark

pytestmark = pytest.mark.django_db


def a_diary(microseconds: list[int], area: str = "calf") -> Person:
    person = persons.add(None, "Somebody")
    phones = [Device.at(NIGHT + timedelta(microseconds=microsecond)) for microsecond in microseconds]
    episodes.record(person.id, [phone.event(EventKind.STARTED, area=area) for phone in phones], NOW)
    return person


def all_pages(person: Person, size: int) -> list[Episode]:
    seen: list[Episode] = []
    mark: PageMark | None = None
    while page := episodes.recent(person.id, size, mark):
        seen += page
        assert len(seen) <= episodes.count(person.id), "a page came twice"
        mark = PageMark.parse(PageMark.after(page[-1]).text)
    return seen


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    microseconds=st.lists(st.sampled_from([0, 1, 999_999, 1_000_000, -1, -60_000_000]), max_size=25),
    size=st.integers(1, 7),
)
def test_pages_hold_every_episode_once_newest_first(microseconds: list[int], size: int) -> None:
    person = a_diary(microseconds)
    seen = all_pages(person, size)
    assert len(seen) == len(microseconds)
    assert seen == sorted(seen, key=lambda episode: (episode.onset_at, episode.id), reverse=True)
    assert list(episodes.all_for_export(person.id)) == seen[::-1]


def test_a_page_stays_where_it_was_when_an_entry_is_added_before_it() -> None:
    person = a_diary([0, 0, 0, -1])
    first = episodes.recent(person.id, 2)
    rest = episodes.recent(person.id, 2, PageMark.after(first[-1]))
    episodes.record(
        person.id, [Device.at(NIGHT + timedelta(hours=1)).event(EventKind.STARTED, area="foot")], NOW
    )
    assert episodes.recent(person.id, 2, PageMark.after(first[-1])) == rest


def test_an_export_longer_than_one_batch_is_complete() -> None:
    person = a_diary([number // 3 for number in range(1_203)])
    assert len({episode.id for episode in episodes.all_for_export(person.id)}) == 1_203


def test_history_knows_one_area_only() -> None:
    person = a_diary([0, 1], "calf")
    episodes.record(person.id, Device.at().session(area="foot"), NOW)
    assert [episode.area for episode in episodes.history(person.id, Area.FOOT)] == [Area.FOOT]
    assert len(episodes.history(person.id, Area.CALF, limit=1)) == 1


def test_a_page_asks_two_questions_whatever_its_length() -> None:
    person = persons.add(None, "Somebody")
    for hour in range(5):
        episodes.record(person.id, Device.at(NIGHT - timedelta(hours=hour)).session(), NOW)
    with CaptureQueriesContext(connection) as asked:
        page = episodes.recent(person.id, 50)
    assert [len(episode.steps) for episode in page] == [2] * 5
    assert len(asked) == 2


@pytest.mark.parametrize(
    "text", ["", "x", "12", "12_", "_", "a_b", "1e5_00", "9" * 40 + "_" + "0" * 32, "12_" + "z" * 32]
)
def test_a_mark_that_was_cut_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match="address was cut"):
        PageMark.parse(text)
