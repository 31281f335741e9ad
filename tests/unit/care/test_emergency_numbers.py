# SPDX-License-Identifier: Apache-2.0
"""The number that brings an ambulance stands in the page of who lives there."""

from __future__ import annotations

from pathlib import Path

import pytest

from unclench.care import emergency
from unclench.care.emergency import emergency_numbers
from unclench.errors import ContentError


@pytest.mark.parametrize(
    ("country", "number"),
    [("DE", "112"), ("GB", "999"), ("US", "911"), ("AU", "000"), ("JP", "119"), ("CH", "144")],
)
def test_a_country_has_its_number(country: str, number: str) -> None:
    assert emergency_numbers()[country].number == number


def test_a_country_is_called_as_the_reader_calls_it() -> None:
    germany = emergency_numbers()["DE"]
    assert (germany.name("en"), germany.name("de"), germany.name("fr")) == (
        "Germany",
        "Deutschland",
        "Germany",
    )


def test_a_number_never_loses_its_zeros() -> None:
    """Written without quotation marks YAML would read 000 as nothing."""
    assert all(row.number.isdigit() and len(row.number) >= 2 for row in emergency_numbers().values())


@pytest.mark.parametrize(
    "row",
    [
        '{country: "DE", number: 0, name: Germany, de: Deutschland}',
        '{country: "de", number: "112", name: Germany, de: Deutschland}',
        '{country: "DE", number: "call", name: Germany, de: Deutschland}',
        '{country: "DE", number: "112"}',
    ],
)
def test_a_wrong_row_is_refused_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    file = tmp_path / "emergency_numbers.yaml"
    file.write_text(f"emergency_numbers:\n  - {row}\n", encoding="utf-8")
    monkeypatch.setattr(emergency, "_FILE", file)
    with pytest.raises(ContentError, match=r"emergency_numbers\.yaml"):
        emergency_numbers.__wrapped__()
