# SPDX-License-Identifier: Apache-2.0
"""What was tried: plain counts, and the word that a count is no proof."""

from __future__ import annotations

from tests.unit.reports.anna import ANNA, NOW, night, tried_in

from unclench.diary import Episode, StepResult
from unclench.evidence import Library
from unclench.reports import visit
from unclench.reports.diary_parts import Entry, Tried

PULL, HEEL = "calf_dorsiflexion_pull", "calf_weight_on_leg"
LET_GO, MOVED_ON, UNKNOWN = StepResult.LET_GO, StepResult.MOVED_ON, StepResult.UNKNOWN


def tried(episodes: list[Episode], library: Library, **more: object) -> Tried:
    found = visit(ANNA, episodes, None, NOW, library, **more).tried  # type: ignore[arg-type]
    assert found is not None
    return found


def last_entry(episode: Episode, library: Library) -> Entry:
    found = visit(ANNA, [episode], None, NOW, library).episodes
    assert found is not None
    return found.rows[0]


def test_it_let_go_during_it_in_so_many_of_so_many(library: Library) -> None:
    diary = [tried_in(day, (PULL, LET_GO if day <= 5 else MOVED_ON)) for day in range(1, 9)]
    (row,) = tried(diary, library).rows
    assert (row.used, row.known, row.let_go) == (8, 8, 5)
    assert row.words == "let go during it in 5 of 8"
    assert row.name.words == library.remedies[PULL].name


def test_nobody_can_say_that_it_would_not_have_eased_anyway(library: Library) -> None:
    diary = [tried_in(1, (PULL, LET_GO))]
    assert tried(diary, library).sentence == "Nobody can say that it would not have eased anyway."


def test_a_result_nobody_noted_is_not_a_failure(library: Library) -> None:
    diary = [tried_in(1, (PULL, LET_GO)), tried_in(2, (PULL, UNKNOWN)), tried_in(3, (HEEL, UNKNOWN))]
    pull, heel = tried(diary, library).rows
    assert pull.words == "let go during it in 1 of 1; 1 more not noted"
    assert heel.words == "used once, result not noted"


def test_a_remedy_done_twice_in_one_spasm_is_one_try(library: Library) -> None:
    diary = [tried_in(1, (PULL, MOVED_ON), (HEEL, MOVED_ON), (PULL, LET_GO))]
    pull, heel = tried(diary, library).rows
    assert (pull.remedy, pull.used, pull.let_go) == (PULL, 1, 1)
    assert (heel.used, heel.known, heel.let_go) == (1, 1, 0)


def test_what_let_go_most_often_stands_first(library: Library) -> None:
    diary = [
        tried_in(1, (PULL, MOVED_ON), (HEEL, LET_GO)),
        tried_in(2, (PULL, MOVED_ON)),
        tried_in(3, (PULL, MOVED_ON)),
    ]
    assert [row.remedy for row in tried(diary, library).rows] == [HEEL, PULL]


def test_a_remedy_that_content_no_longer_has_keeps_a_name(library: Library) -> None:
    (row,) = tried([tried_in(1, ("old_stretch", LET_GO))], library).rows
    assert row.name.words == "Old stretch"


def test_nothing_tried_is_said_so(library: Library) -> None:
    assert tried([night(1)], library).sentence == "No remedy is in the diary for this time."


def test_the_table_names_what_it_let_go_with_and_how_much_came_before(library: Library) -> None:
    name = library.remedies[HEEL].name
    entry = last_entry(tried_in(1, (PULL, MOVED_ON), (HEEL, LET_GO)), library)
    assert entry.tried == f"{name} (let go), after 1 other"
    assert last_entry(tried_in(1, (HEEL, LET_GO)), library).tried == f"{name} (let go)"
    assert last_entry(tried_in(1, (HEEL, MOVED_ON)), library).tried == name


def test_the_table_holds_the_newest_and_says_how_many_there_are(library: Library) -> None:
    diary = [night(1 + number / 40) for number in range(500)]
    found = visit(ANNA, diary, None, NOW, library).episodes
    assert found is not None
    assert len(found.rows) == 200
    assert found.sentence == "The newest 200 of 500."
    assert (found.rows[0].day, found.rows[0].pain) == ("28 Feb 2026", "6")
