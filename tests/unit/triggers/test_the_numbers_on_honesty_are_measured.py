# SPDX-License-Identifier: Apache-2.0
"""What the page says about false findings is what the benchmark measured, to the letter."""

from __future__ import annotations

import json

from benchmarks.triggers.honest import MODULE, NUMBERS, module_text

from unclench.triggers.honesty import COMMAND, FALSE_SHARES


def test_the_numbers_shown_are_the_ones_that_were_measured() -> None:
    numbers = json.loads(NUMBERS.read_text(encoding="utf-8"))
    assert MODULE.read_text(encoding="utf-8") == module_text(numbers)
    assert numbers["command"] == COMMAND


def test_every_kind_of_diary_stands_on_enough_diaries_to_mean_something() -> None:
    assert len(FALSE_SHARES) >= 5
    for row in FALSE_SHARES:
        assert row.diaries >= 100
        assert row.diaries_weekly >= 40
        assert 0.0 <= row.ever_likely <= 0.12 + 2 * row.ever_likely_error
        assert 0.0 <= row.worth_testing <= 0.12 + 2 * row.worth_testing_error
