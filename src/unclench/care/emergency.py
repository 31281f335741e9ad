# SPDX-License-Identifier: Apache-2.0
"""The number that brings an ambulance, by country: from memory, and checked as content/emergency_numbers.yaml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from unclench.errors import ContentError

__all__ = ["EmergencyNumber", "emergency_numbers"]

_FILE = Path(__file__).parents[1] / "content" / "emergency_numbers.yaml"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """One country. country: ISO 3166-1 alpha-2. names: what it is called, by language."""

    country: str
    number: str
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        return self.names.get(language, self.names["en"])


@cache
def emergency_numbers() -> Mapping[str, EmergencyNumber]:
    """Every country we have a number for. Raises ContentError where the file cannot be read."""
    try:
        rows = yaml.load(_FILE.read_text(encoding="utf-8"), _LOADER)["emergency_numbers"]  # noqa: S506 - safe loader
        found = {
            str(row["country"]): EmergencyNumber(
                str(row["country"]), str(row["number"]), {"en": row["name"], "de": row["de"]}
            )
            for row in rows
        }
    except (OSError, yaml.YAMLError, KeyError, TypeError) as problem:
        raise ContentError(
            _FILE.name,
            "the file",
            f"it cannot be read: {problem}",
            "Each row has country, number, name and de.",
        ) from problem
    for country, row in found.items():
        if not (
            len(country) == 2 and country.isupper() and row.number.isdigit() and 2 <= len(row.number) <= 5
        ):
            raise ContentError(
                _FILE.name, country, f"“{row.number}” is no emergency number",
                "A country has two capital letters, a number two to five digits in quotation marks.",
            )  # fmt: skip
    return found
