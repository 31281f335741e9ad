# SPDX-License-Identifier: Apache-2.0
"""What stands on a pasted label once: name, brand, firm, serving, codes, lots, date of expiry."""

from __future__ import annotations

import re
from collections.abc import Mapping

from unclench.vetting.draft import Draft
from unclench.vetting.gtins import gtin14
from unclench.vetting.label import Dates, Identity, Mark, MarkKind
from unclench.vetting.label_sentences import is_warning
from unclench.vetting.units import counted_unit, unit_of
from unclench.vetting.untyped import day

__all__ = ["BLEND", "facts_of", "identify", "read_serving", "without_serving"]

_SERVING = re.compile(
    r"\b(?:serving size|portionsgröße|portion size|"
    r"taille de la portion)\b\W*(?P<all>(?P<n>\d+(?:[.,/]\d+)?)\s?(?P<unit>[a-zäöüé]+)[^\n]{0,40})",
    re.I,
)
_PER_CONTAINER = re.compile(
    r"\bservings? per container\b\W*(\d{1,4})|\b(\d{1,4}) servings? per container", re.I
)
_NDC = re.compile(r"\bNDC\b\W*(\d{4,5}-\d{3,4}(?:-\d{1,2})?)", re.I)
_CODE = re.compile(r"(?<![\d-])\d(?: ?\d){7}(?:(?: ?\d){4,6})?(?![\d-])")
_LOT = re.compile(
    r"\b(?:lot|batch|ch\.-?b\.?|charge)\b[ \t]*(?:no\.?|nr\.?|#)?[ \t:]*([A-Z0-9][A-Z0-9/-]{2,15})\b", re.I
)
_EXPIRY = re.compile(
    r"\b(?:exp(?:iry|ires|\.)?|best before|use by|verw(?:endbar)? bis|mhd)\b[^\d\n]{0,14}(\d{4}-\d{2}-\d{2})",
    re.I,
)
_FIRM = re.compile(
    r"\b(?:manufactured (?:for|by)|distributed by|distr\. by|made (?:for|by)|vertrieb(?: durch)?|hersteller|"
    r"pharmazeutischer unternehmer|marketing authorisation holder|fabricant)\b:?\s*(?P<firm>[^\n,;]{3,80})", re.I,
)  # fmt: skip
_BRAND = re.compile(r"(?im)^\s*(?:brand|marke|marque)\s*:\s*(?P<brand>[^\n]{1,80})$")
_NAME = re.compile(r"(?im)^\s*(?:product(?: name)?|name|produkt(?:name)?)\s*:\s*(?P<name>[^\n]{1,120})$")
BLEND = re.compile(
    r"\b(?:proprietary|exclusive|signature)\s(?:[\w-]+\s){0,3}?(?:blend|complex|formula|matrix)\b", re.I
)


def identify(draft: Draft, text: str, panels: Mapping[str, tuple[str, ...]]) -> None:
    """Name, brand and firm. The first line is the name, unless it warns or says what is in it."""
    said = _NAME.search(text)
    front = [line.strip() for line in "\n".join(panels.get("front", ())).split("\n") if line.strip()]
    first = front[0] if front and len(front[0]) <= 120 and not is_warning(front[0]) else ""
    first = re.split(r"(?<=[a-z)%])[.!?]\s", first)[0].strip(" .")
    first = "" if re.match(r"(?:each|contains?|ingredients?|jede|enthält)\b", first, re.I) else first
    draft.name = said["name"].strip() if said else first
    if brand := _BRAND.search(text):
        draft.brand = brand["brand"].strip()
    if firm := _FIRM.search(text):
        draft.firm = firm["firm"].strip(" .:")
    if mark := re.search(r"([A-Z][\w'’-]{2,30}(?: [A-Z][\w'’-]{2,30})?)\s?[®™]", text):
        draft.brand = draft.brand or mark[1]


def read_serving(draft: Draft, text: str) -> None:
    """The serving a text gives, into the draft."""
    if found := _SERVING.search(text):
        _serving(draft, found)


def without_serving(text: str) -> str:
    """The text without the numbers that only say how much a serving is."""
    return _PER_CONTAINER.sub(" ", _SERVING.sub(" ", text))


def _serving(draft: Draft, found: re.Match[str]) -> None:
    draft.serving = found["all"].strip()
    top, _, bottom = found["n"].replace(",", ".").partition("/")
    unit = counted_unit(found["unit"]) or unit_of(found["unit"])
    if unit and float(top or 0) > 0 and (not bottom or float(bottom) > 0):
        draft.serving_units = (float(top) / (float(bottom) if bottom else 1.0), unit)


def facts_of(draft: Draft, text: str) -> None:
    """Serving, codes, lots, expiry and a blend that hides its amounts."""
    container = _PER_CONTAINER.search(text)
    if container:
        draft.servings_per_container = next(filter(None, container.groups()))
    if not draft.serving:
        read_serving(draft, text)
    expiry = _EXPIRY.search(text)
    draft.dates = Dates(expires=day(expiry[1]) if expiry else None)
    draft.identity = Identity(
        ndcs=tuple(dict.fromkeys(_NDC.findall(text))),
        gtins=tuple(dict.fromkeys(found for one in _CODE.findall(text)[:20] if (found := gtin14(one)))),
        lots=tuple(dict.fromkeys(lot for lot in _LOT.findall(text) if any(sign.isdigit() for sign in lot))),
    )  # fmt: skip
    if blend := BLEND.search(text):
        draft.marks.append(Mark(kind=MarkKind.PROPRIETARY_BLEND, written=blend.group().strip(), field="text"))
        for one in draft.actives:
            if not one.amounts and one.match and one.match.ingredient and one.field == "supplement_facts":
                one.blend = blend.group().strip()
