# SPDX-License-Identifier: Apache-2.0
"""Whatever happened to an export on its way, it is read or refused in words; nothing else comes out.

Thousands of them: python -m benchmarks.import_damage
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from benchmarks.import_damage import damaged, read_or_refused
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.intake.apple_exports import content_of, export, record

TEXT = content_of("export_small")
FIRST = TEXT.index(b"<HealthData")
PART = TEXT[:3000] + TEXT[FIRST : FIRST + 25_000] + TEXT[-9_000:]
FATES = {"read", "read, with losses", "refused"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_export_is_read_or_refused(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        path.write_bytes(damaged(PART, random.Random(seed)))
        assert read_or_refused(path, "apple_health" if seed % 2 else None) in FATES


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_in_an_attribute_are_read_or_refused(name: str, value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        entry = record("StepCount", value, "count", source=name).encode("utf-8", "surrogatepass")
        path.write_bytes(
            export(record("StepCount", "5", "count")).replace(b"<Record", entry + b"\n<Record", 1)
        )
        assert read_or_refused(path, "apple_health") in FATES
