# SPDX-License-Identifier: Apache-2.0
"""Lists of ingredients: "Aqua, Alcohol Denat., Parfum (Limonene, Linalool), Menthol"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.vetting.amounts import Found, amounts_in
from unclench.vetting.draft import Listed
from unclench.vetting.synonyms import Match, Names

__all__ = ["items_of", "listed_in"]

MOST_ITEMS = 250
_HEADING = re.compile(
    r"^\W*(?:(?:(?:other|inactive|non-?medicinal|active)\s+)?ingredients?|inci|zutaten(?:liste|verzeichnis)?|"
    r"inhaltsstoffe|(?:sonstige|weitere)\s+bestandteile|bestandteile|ingrédients|ingrediënten|ingredienti|"
    r"ingredientes|excipients?|composition|zusammensetzung|hilfsstoffe|may contain)\s*(?:\([^)]{0,60}\))?\s*[:.\-]?\s+",
    re.I,
)
_INNER = re.compile(r"[(\[{]([^()\[\]{}]{1,400})[)\]}]")
_LESS = re.compile(
    r"^(?:contains? )?(?:less than |<\s?)?\d+\s?% (?:or less )?of:?\s*|^and\s+|^und\s+|^et\s+", re.I
)


def items_of(text: str) -> Iterator[str]:
    """The items of a list, in order; commas within brackets and within numbers do not part them."""
    text = _HEADING.sub("", text.strip(), count=1)
    deep, start, count = 0, 0, 0
    for at, sign in enumerate(text):
        if sign in "([{":
            deep += 1
        elif sign in ")]}":
            deep = max(0, deep - 1)
        parts = sign in ";•■●·|\n" or (sign == "," and not _in_number(text, at)) or _sentence_ends(text, at)
        if parts and (deep == 0 or sign == "\n"):
            if item := _clean(text[start:at]):
                count += 1
                yield item
            start = at + 1
            deep = 0
            if count >= MOST_ITEMS:
                return
    if item := _clean(text[start:]):
        yield item


def _in_number(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


def _sentence_ends(text: str, at: int) -> bool:
    """A full stop before a capital that ends a longer word: "... dioxyde. Contains: soy"."""
    return (
        text[at] == "." and at > 4 and text[at - 4 : at].isalpha() and text[at + 1 : at + 2].isspace()
        and text[at + 2 : at + 3].isupper()
    )  # fmt: skip


def _clean(item: str) -> str:
    return _LESS.sub("", item.strip(" \t\n.*†‡:+-–")).strip(" .*†‡")


def listed_in(text: str, names: Names) -> list[Listed]:
    """The items with what they mean; what stands in brackets behind one is an item of its own where it is known."""
    found: list[Listed] = []
    for item in items_of(text):
        amounts = amounts_in(item) if any(sign.isdigit() for sign in item) else ()
        amount = amounts[0].amount if amounts else None
        bare = _without(item, amounts)
        match = _means(bare, names)
        found.append(Listed(item, match, amount))
        if match is None or match.aid:
            found.extend(_inside(bare, names, match))
    return found


def _inside(item: str, names: Names, outer: Match | None) -> Iterator[Listed]:
    for inner in _INNER.findall(item):
        for part in re.split(r"[,;/]| and | und ", inner):
            match = _means(part, names)
            if match is not None and (outer is None or match.ingredient != outer.ingredient):
                yield Listed(part.strip(), match)


def _without(item: str, amounts: tuple[Found, ...]) -> str:
    for found in reversed(amounts):
        item = item[: found.start] + " " + item[found.end :]
    return item.replace("( )", " ").strip()


def _means(item: str, names: Names) -> Match | None:
    after_colon = item.rpartition(":")[2] if ":" in item else item
    return names.find(after_colon, near=1) or names.hidden(after_colon)
