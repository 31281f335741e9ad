# SPDX-License-Identifier: Apache-2.0
"""Whatever a diary holds: exported, erased and taken in again, every row of every table is the same."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import NOW
from tests.whole_diary import fill, rows_of_person

from unclench.store import models, persons
from unclench.store.safekeeping import backup, exporting, kept_form, reimporting
from unclench.store.safekeeping.erasing import erase

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), texts=st.lists(TEXT, min_size=1, max_size=5))
def test_a_diary_survives_export_erasing_and_taking_in(seed: int, texts: list[str]) -> None:
    models.Person.objects.all().delete()
    me = persons.first(None)
    fill(me.id, Random(seed), texts, most=2)
    before = rows_of_person(me.id)
    with tempfile.TemporaryDirectory() as folder:
        path, first, second = (Path(folder) / name for name in ("export.zip", "first.zip", "second.zip"))
        exporting.export(None, me.id, path, NOW)
        backup.write(first, NOW)
        erase(None, me.id, from_backups=False)
        assert models.Person.objects.count() == 0
        assert reimporting.take_in(None, path).already == 0
        assert rows_of_person(me.id) == before
        assert reimporting.take_in(None, path).added == {}
        backup.write(second, NOW)
        counts = [
            {table.name: table.rows for table in kept_form.verified(one).tables} for one in (first, second)
        ]
        assert counts[0] == counts[1]
