# SPDX-License-Identifier: Apache-2.0
"""How soon a spasm needs somebody: findings in, an assessment out. Rules are data, and not known never reassures."""

from unclench.care.asking import next_screen
from unclench.care.assess import assess
from unclench.care.book import RuleBook, check_book, rule_book
from unclench.care.compiled import compiled_json
from unclench.care.diary_signs import diary_signs
from unclench.care.entities import (
    Answer,
    Assessment,
    Block,
    Findings,
    Fired,
    MedicineRead,
    Question,
    Reading,
)
from unclench.care.reading import read
from unclench.care.spoken import spoken_texts

__all__ = [
    "Answer",
    "Assessment",
    "Block",
    "Findings",
    "Fired",
    "MedicineRead",
    "Question",
    "Reading",
    "RuleBook",
    "assess",
    "check_book",
    "compiled_json",
    "diary_signs",
    "next_screen",
    "read",
    "rule_book",
    "spoken_texts",
]
