# SPDX-License-Identifier: Apache-2.0
"""Whatever a file holds that looks like a table: a reading with counts, or a refusal in words."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.intake.csv_sheets import propose, read, recognised

from unclench.errors import InputError
from unclench.intake.csv_table import Mapping

OWN = Path("tests/samples/intake/csv/own_sheet.csv").read_bytes()
CELLS = st.sampled_from(
    ["2026-10-22", "22.10.2026", "3/4/2026", "0001-01-01", "9999-12-31", "46317", "20261022", "Datum", "Date", "Time",
     "Cramp", "Wasser (l)", "Sleep", "What", "Value", "Unit", "22:30", "7:35", "ja", "no", "1", "2,6", "1.234", "-5",
     "1e308", "5e-324", "nan", "=1+1", "@a", '"', "\n", "\0", "", " ", "500 ml", "½", "²", "٣", "é" * 9, "\ufeff"]
)  # fmt: skip


def _is_read_or_refused(table: bytes) -> None:
    recognised(table)
    try:
        proposal = propose(table)
        assert Mapping.from_json(proposal.mapping.as_json()) == proposal.mapping
        told = read(table, date_order="dmy", decimal="comma")
    except InputError:
        return
    for one in told.samples.values():
        assert np.isfinite(one.value).all()
    assert told.days is not None
    assert all(1900 <= day.year <= 2200 for day in told.days)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["utf-8", "utf-16", "utf-16-be"]))
def test_no_damage_breaks_the_reader(seed: int, encoding: str) -> None:
    dice = random.Random(seed)
    hurt = bytearray(OWN.decode("utf-8-sig").encode(encoding))
    for _ in range(dice.randrange(1, 12)):
        at = dice.randrange(len(hurt) or 1)
        match dice.randrange(4):
            case 0:
                hurt[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del hurt[at : at + dice.randrange(9)]
            case 2:
                hurt[at:at] = dice.choice([b'"', b"\0", b";", b"\n", b"\xff", b"9" * 400])
            case _:
                del hurt[max(9, at) :]
    _is_read_or_refused(bytes(hurt))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=9), st.sampled_from(";,\t|"))
def test_no_cells_break_the_reader(rows: list[list[str]], delimiter: str) -> None:
    _is_read_or_refused("\n".join(delimiter.join(row) for row in rows).encode())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    _is_read_or_refused(data)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 27), st.integers(0, 40)), min_size=1, max_size=27), st.randoms())
def test_the_order_of_the_rows_changes_no_day(entries: list[tuple[int, int]], dice: random.Random) -> None:
    lines = [
        f"{day:02d}.10.2026;{amount / 10:.1f}".replace(".", ",", 3).replace(",10,", ".10.")
        for day, amount in entries
    ]
    mixed = dice.sample(lines, len(lines))
    first, second = (read(("Datum;Wasser (l)\n" + "\n".join(one)).encode()) for one in (lines, mixed))
    for one, other in zip(first.samples.values(), second.samples.values(), strict=True):
        told = [dict(zip(it.day.tolist(), it.value.round(6).tolist(), strict=True)) for it in (one, other)]
        assert told[0] == told[1]
