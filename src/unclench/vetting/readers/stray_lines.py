# SPDX-License-Identifier: Apache-2.0
"""Lines of a pasted label to where they belong, whatever heading they stand below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from unclench.vetting.draft import Draft, Listed, Stated
from unclench.vetting.guesses import looks_cosmetic
from unclench.vetting.label import ProductKind
from unclench.vetting.label_sentences import is_use, is_warning
from unclench.vetting.lists import listed_in
from unclench.vetting.synonyms import Names

__all__ = [
    "add_text",
    "is_direction",
    "listed_line",
    "lists_without_prose",
    "looks_like_list",
    "sections_of",
    "take_item",
]

_DIRECTIVE = re.compile(
    r"\b(?:take|apply|rub|dissolve|massage|adults?(?: and children)?\b.{0,30}\byears|einnehmen|auftragen|"
    r"einreiben|täglich|"
    r"times? (?:a day|daily)|twice (?:a day|daily)|once (?:a day|daily)|drink one|mix (?:one|1)|chew)\b", re.I,
)  # fmt: skip
_DIRECTED = re.compile(
    r"[\s•*■-]*(?:adults?|children|directions|take|apply|rub|massage|dissolve|erwachsene|kinder ab|dosierung|"
    r"appliquer|prendre)\b",
    re.I,
)
_WARNING_PANELS = frozenset({
    "warnings", "do_not_use", "ask_doctor", "ask_doctor_or_pharmacist", "when_using", "stop_use",
    "pregnancy_or_breast_feeding", "keep_out_of_reach_of_children",
})  # fmt: skip
_QUIET_PANELS = frozenset(
    {"supplement_facts", "ingredients_text", "inactive_ingredient", "questions", "active_ingredient"}
)
_LIST_PANELS = frozenset({"inactive_ingredient", "ingredients_text"})


def lists_without_prose(panels: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """A list of ingredients ends where sentences begin, though no heading says so; those stand with the front."""
    kept, prose = dict(panels), list[str]()
    for name in _LIST_PANELS & set(panels):
        texts = []
        for text in panels[name]:
            lines = text.split("\n")
            end = next((at for at in range(1, len(lines)) if _is_prose(lines[at], lines[at - 1])), len(lines))
            texts.append("\n".join(lines[:end]))
            prose += lines[end:]
        kept[name] = tuple(texts)
    if prose:
        kept["front"] = ("\n".join((*panels.get("front", ()), *prose)),)
    return kept


def _is_prose(line: str, before: str) -> bool:
    """Whether a line is sentences and no list that goes on."""
    goes_on = before.rstrip().endswith((",", ";", "-", "(", "and", "und"))
    words = len(line.split())
    return (
        not goes_on
        and line.count(",") < 2
        and words >= 3
        and (line.rstrip().endswith((".", "!")) or is_use(line))
    )


def sections_of(draft: Draft, panels: Mapping[str, tuple[str, ...]], names: Names) -> None:
    draft.sections = {"name": (draft.name,)} if draft.name else {}
    for name, texts in panels.items():
        if name == "front":
            continue
        for text in texts:
            add_text(draft, name, "\n".join(_kept(draft, name, text.split("\n"), names)))


def _kept(draft: Draft, name: str, lines: list[str], names: Names) -> Iterator[str]:
    """The lines that belong below this heading. One lost its own heading where it clearly speaks of something else."""
    for at, line in enumerate(lines):
        warns = is_warning(line)
        if name in _WARNING_PANELS and at:
            if looks_like_list(line):
                listed_line(draft, line, names)
                continue
            if _DIRECTED.match(line) and not warns:
                add_text(draft, "dosage_and_administration", line)
                continue
            if is_use(line) and not re.search(r"\b(?:if|when|while|not|no|until)\b", line, re.I):
                add_text(draft, "text", line)
                continue
        elif name in _QUIET_PANELS and warns:
            add_text(draft, "warnings", line)
            continue
        elif (
            name == "dosage_and_administration"
            and warns
            and not re.search(r"\d+ ?(?:years|jahre)|(?:under|over|unter|ab) \d", line, re.I)
        ):
            add_text(draft, "warnings", line)
        yield line


def is_direction(line: str) -> bool:
    return bool(_DIRECTIVE.search(line))


def looks_like_list(line: str) -> bool:
    return (
        line.count(",") >= 4
        and len(re.findall(r"\b(?:the|you|your|is|are|for|and|die|der|für)\b", line, re.I)) < 3
    )


def listed_line(draft: Draft, line: str, names: Names) -> None:
    add_text(draft, "ingredients_text", line)
    for item in listed_in(line, names):
        take_item(draft, item)
    if draft.kind in (ProductKind.UNKNOWN, ProductKind.FOOD) and looks_cosmetic(line):
        draft.kind = ProductKind.COSMETIC


def take_item(draft: Draft, item: Listed) -> bool:
    """An item of a list to the actives or to the rest; whether it is an active."""
    match = item.match
    known = match is not None and not match.aid and bool(match.ingredient or match.families)
    if match is not None and known and _sold_for(draft, match.families, match.ingredient):
        amounts = [item.amount] if item.amount else []
        draft.actives.append(Stated(item.written, "ingredients_text", match, amounts=amounts))
        return True
    draft.inactives.append(item)
    return False


def _sold_for(draft: Draft, families: tuple[str, ...], ingredient: str) -> bool:
    """Whether a known item of a list without strengths is what the product is sold for."""
    if draft.sections.get("active_ingredient") or (draft.actives and draft.kind is ProductKind.DRUG):
        return False
    if draft.kind is ProductKind.FOOD:
        return ingredient == "ingredient_quinine" or "salicylate" in families
    named = ingredient.removeprefix("ingredient_").split("_")[0] in draft.name.lower()
    return named or not {"mineral", "food", "vitamin"} & set(families)


def add_text(draft: Draft, section: str, text: str) -> None:
    if text.strip():
        draft.sections[section] = (*draft.sections.get(section, ()), text)
