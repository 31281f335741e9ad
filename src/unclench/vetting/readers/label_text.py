# SPDX-License-Identifier: Apache-2.0
"""A label as somebody pasted or typed it: with its headings, with some lost, or only a name and a strength."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from unclench.vetting.amounts import amounts_in
from unclench.vetting.dilutions import dilutions_in, speaks_of_homeopathy
from unclench.vetting.draft import Draft, Listed, Stated
from unclench.vetting.gtins import gtin14
from unclench.vetting.guesses import (
    kind_of_words,
    looks_cosmetic,
    looks_like_tablets,
    region_of_words,
    route_guess,
)
from unclench.vetting.label import Dates, Identity, LabelFormat, Mark, MarkKind, ProductKind, Route
from unclench.vetting.label_sentences import is_use, is_warning
from unclench.vetting.lists import listed_in
from unclench.vetting.quantities import Per
from unclench.vetting.readers.headings import panels_in
from unclench.vetting.strengths import stated_in
from unclench.vetting.synonyms import Names
from unclench.vetting.units import counted_unit, unit_of
from unclench.vetting.untyped import day

__all__ = ["read", "says_something"]

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
_TABLE_NOISE = re.compile(
    r"^\W*(?:calories|total (?:carbohydrate|fat|sugars?)|(?:total |added |dietary )?(?:sugars?|fib(?:er|re))|"
    r"protein|sodium|salt|"
    r"cholesterol|saturated|trans fat|energy|energie|fat|carbohydrates?|eiweiß|fett|kohlenhydrate|zucker|salz|"
    r"brennwert)\b", re.I,
)  # fmt: skip
_WARNING_PANELS = frozenset({
    "warnings", "do_not_use", "ask_doctor", "ask_doctor_or_pharmacist", "when_using", "stop_use",
    "pregnancy_or_breast_feeding", "keep_out_of_reach_of_children",
})  # fmt: skip
_QUIET_PANELS = frozenset(
    {"supplement_facts", "ingredients_text", "inactive_ingredient", "questions", "active_ingredient"}
)
_LIST_PANELS = frozenset({"inactive_ingredient", "ingredients_text"})
_BLEND = re.compile(
    r"\b(?:proprietary|exclusive|signature)\s(?:[\w-]+\s){0,3}?(?:blend|complex|formula|matrix)\b", re.I
)
_MEDICINES = frozenset({"nsaid", "analgesic", "antimalarial", "sedating_antihistamine", "local_anaesthetic"})
_SPLIT = re.compile(r"\n+|(?<=[.!?])\s+(?=[A-ZÄÖÜ])")


def read(text: str, names: Names) -> Draft:
    """The label in a text."""
    draft = Draft(LabelFormat.TEXT)
    panels = _lists_without_prose(panels_in(text))
    draft.kind = _kind(text, panels)
    homeopathic = _homeopathic(text, names)
    _identify(draft, text, panels)
    _sections(draft, panels, names)
    _actives(draft, panels, names, homeopathic)
    _lists(draft, panels, names)
    _front(draft, panels, names, homeopathic)
    if not any(one.amounts or one.dilution for one in draft.actives):
        _anywhere(draft, names, homeopathic)
    _facts(draft, text)
    draft.region, draft.region_reason = region_of_words(text)
    medicines = any(one.match and _MEDICINES & set(one.match.families) for one in draft.actives)
    if (
        draft.kind is ProductKind.SUPPLEMENT
        and medicines
        and kind_of_words(text) is not ProductKind.SUPPLEMENT
    ):
        draft.kind = ProductKind.DRUG
    return draft


def _lists_without_prose(panels: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
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


def says_something(draft: Draft) -> bool:
    """Whether anything of it belongs to a label at all."""
    headed = set(draft.sections) - {"name", "text", "questions"}
    known = any(one.match for one in draft.actives) or any(one.match for one in draft.inactives)
    numbers = draft.identity.gtins or draft.identity.ndcs
    return bool(headed or known or numbers or any(one.amounts for one in draft.actives))


def _homeopathic(text: str, names: Names) -> bool:
    if speaks_of_homeopathy(text):
        return True
    latin = any(
        "homeopathic" in match.families or match.ingredient == "ingredient_arnica"
        for _, match in names.within(text[:600])
    )
    return latin and bool(dilutions_in(text[:600], homeopathic=True))


def _kind(text: str, panels: Mapping[str, tuple[str, ...]]) -> ProductKind:
    said = kind_of_words(text)
    if said is not ProductKind.UNKNOWN:
        return said
    listed = "\n".join((*panels.get("ingredients_text", ()), *panels.get("inactive_ingredient", ())))
    if looks_like_tablets(listed):
        return ProductKind.SUPPLEMENT
    if looks_cosmetic(listed or text):
        return ProductKind.COSMETIC
    swallowed = route_guess(text)[0] is Route.MOUTH
    if swallowed and re.search(r"\b\d+\s?(?:mg|mcg|µg|iu|i\.e\.)\b", text, re.I):
        return ProductKind.SUPPLEMENT
    return ProductKind.FOOD if listed and not re.search(r"\d\s?%", text) else ProductKind.UNKNOWN


def _identify(draft: Draft, text: str, panels: Mapping[str, tuple[str, ...]]) -> None:
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


def _sections(draft: Draft, panels: Mapping[str, tuple[str, ...]], names: Names) -> None:
    draft.sections = {"name": (draft.name,)} if draft.name else {}
    for name, texts in panels.items():
        if name == "front":
            continue
        for text in texts:
            _add(draft, name, "\n".join(_kept(draft, name, text.split("\n"), names)))


def _kept(draft: Draft, name: str, lines: list[str], names: Names) -> Iterator[str]:
    """The lines that belong below this heading. One lost its own heading where it clearly speaks of something else."""
    for at, line in enumerate(lines):
        warns = is_warning(line)
        if name in _WARNING_PANELS and at:
            if _looks_like_list(line):
                _listed_line(draft, line, names)
                continue
            if _DIRECTED.match(line) and not warns:
                _add(draft, "dosage_and_administration", line)
                continue
            if is_use(line) and not re.search(r"\b(?:if|when|while|not|no|until)\b", line, re.I):
                _add(draft, "text", line)
                continue
        elif name in _QUIET_PANELS and warns:
            _add(draft, "warnings", line)
            continue
        elif (
            name == "dosage_and_administration"
            and warns
            and not re.search(r"\d+ ?(?:years|jahre)|(?:under|over|unter|ab) \d", line, re.I)
        ):
            _add(draft, "warnings", line)
        yield line


def _actives(draft: Draft, panels: Mapping[str, tuple[str, ...]], names: Names, homeopathic: bool) -> None:
    for text in panels.get("active_ingredient", ()):
        draft.actives.extend(stated_in(text, names, field="active_ingredient", homeopathic=homeopathic,
                                       percents=draft.kind is not ProductKind.SUPPLEMENT))  # fmt: skip
    for one in draft.actives:
        one.sure_salt = draft.kind is ProductKind.DRUG
    for text in (*panels.get("supplement_facts", ()), *panels.get("drug_facts", ())):
        serving = _SERVING.search(text)
        if serving:
            _serving(draft, serving)
        body = _PER_CONTAINER.sub(" ", _SERVING.sub(" ", text))
        for one in stated_in(
            body, names, field="supplement_facts", percents=False, per=(Per.SERVING, 1.0, "serving")
        ):
            if _BLEND.search(one.written) and not (one.match and one.match.ingredient):
                continue
            (draft.nutrients if _TABLE_NOISE.match(one.written) else draft.actives).append(one)


def _serving(draft: Draft, found: re.Match[str]) -> None:
    draft.serving = found["all"].strip()
    top, _, bottom = found["n"].replace(",", ".").partition("/")
    unit = counted_unit(found["unit"]) or unit_of(found["unit"])
    if unit and float(top or 0) > 0 and (not bottom or float(bottom) > 0):
        draft.serving_units = (float(top) / (float(bottom) if bottom else 1.0), unit)


def _lists(draft: Draft, panels: Mapping[str, tuple[str, ...]], names: Names) -> None:
    for text in panels.get("inactive_ingredient", ()):
        draft.inactives.extend(listed_in(text, names))
    for text in panels.get("ingredients_text", ()):
        held = [one for one in stated_in(text, names, field="ingredients_text", loose=False,
                                         percents=draft.kind is not ProductKind.SUPPLEMENT) if one.match]  # fmt: skip
        for one in held:
            one.sure_salt = True
        seen = {one.match.ingredient for one in (*draft.actives, *held) if one.match}
        if not panels.get("active_ingredient"):
            draft.actives.extend(held)
        for item in listed_in(text, names):
            match = item.match
            known = bool(match and (match.ingredient or match.families) and not match.aid)
            if known and match and match.ingredient in seen and match.ingredient and item.amount:
                continue
            if known and match and _sold_for(draft, match.families, match.ingredient):
                draft.actives.append(
                    Stated(
                        item.written, "ingredients_text", match, amounts=[item.amount] if item.amount else []
                    )
                )
                seen.add(match.ingredient)
            else:
                draft.inactives.append(item)


def _sold_for(draft: Draft, families: tuple[str, ...], ingredient: str) -> bool:
    """Whether a known item of a list without strengths is what the product is sold for."""
    if draft.sections.get("active_ingredient") or (draft.actives and draft.kind is ProductKind.DRUG):
        return False
    if draft.kind is ProductKind.FOOD:
        return ingredient == "ingredient_quinine" or "salicylate" in families
    named = ingredient.removeprefix("ingredient_").split("_")[0] in draft.name.lower()
    return named or not {"mineral", "food", "vitamin"} & set(families)


def _front(draft: Draft, panels: Mapping[str, tuple[str, ...]], names: Names, homeopathic: bool) -> None:
    """What stands before the first heading, or all of a label that lost them: each line to where it belongs."""
    front = "\n".join(panels.get("front", ()))
    if not front:
        return
    bare = not draft.actives
    rest: list[str] = []
    for line in _SPLIT.split(front):
        line = line.strip()
        if not line or (line == draft.name and not bare):
            continue
        if _looks_like_list(line) and not any(found.amount.unit == "%" for found in amounts_in(line)):
            _listed_line(draft, line, names)
        elif is_warning(line):
            _add(draft, "warnings", line)
        elif _DIRECTIVE.search(line):
            _add(draft, "dosage_and_administration", line)
        else:
            rest.append(line)
    if rest:
        _add(draft, "text", "\n".join(line for line in rest if line != draft.name))
    if bare:
        text = "\n".join(rest)
        percents = draft.kind is not ProductKind.SUPPLEMENT
        found = stated_in(text, names, field="text", homeopathic=homeopathic, percents=percents)
        draft.actives.extend(
            one for one in found if one.match and (one.amounts or one.dilution or len(front) < 400)
        )
        if any(one.amounts for one in draft.actives) and draft.kind is ProductKind.FOOD:
            draft.kind = ProductKind.UNKNOWN


def _anywhere(draft: Draft, names: Names, homeopathic: bool) -> None:
    """Strengths of known names below a heading that is not theirs; read so, they are doubtful."""
    for name in (
        "dosage_and_administration",
        "indications_and_usage",
        "purpose",
        "other_safety_information",
        "questions",
    ):
        for text in draft.sections.get(name, ()):
            for one in stated_in(text, names, field=name, homeopathic=homeopathic, loose=False):
                if one.match and one.match.ingredient and (one.amounts or one.dilution):
                    one.doubtful = True
                    draft.actives.append(one)


def _looks_like_list(line: str) -> bool:
    return (
        line.count(",") >= 4
        and len(re.findall(r"\b(?:the|you|your|is|are|for|and|die|der|für)\b", line, re.I)) < 3
    )


def _listed_line(draft: Draft, line: str, names: Names) -> None:
    _add(draft, "ingredients_text", line)
    items: list[Listed] = listed_in(line, names)
    for item in items:
        match = item.match
        if (
            match
            and match.ingredient
            and not match.aid
            and _sold_for(draft, match.families, match.ingredient)
        ):
            draft.actives.append(
                Stated(item.written, "ingredients_text", match, amounts=[item.amount] if item.amount else [])
            )
        else:
            draft.inactives.append(item)
    if draft.kind in (ProductKind.UNKNOWN, ProductKind.FOOD) and looks_cosmetic(line):
        draft.kind = ProductKind.COSMETIC


def _add(draft: Draft, section: str, text: str) -> None:
    if text.strip():
        draft.sections[section] = (*draft.sections.get(section, ()), text)


def _facts(draft: Draft, text: str) -> None:
    container = _PER_CONTAINER.search(text)
    if container:
        draft.servings_per_container = next(filter(None, container.groups()))
    if not draft.serving and (serving := _SERVING.search(text)):
        _serving(draft, serving)
    expiry = _EXPIRY.search(text)
    draft.dates = Dates(expires=day(expiry[1]) if expiry else None)
    draft.identity = Identity(
        ndcs=tuple(dict.fromkeys(_NDC.findall(text))),
        gtins=tuple(dict.fromkeys(found for one in _CODE.findall(text)[:20] if (found := gtin14(one)))),
        lots=tuple(dict.fromkeys(lot for lot in _LOT.findall(text) if any(sign.isdigit() for sign in lot))),
    )  # fmt: skip
    if blend := _BLEND.search(text):
        draft.marks.append(Mark(kind=MarkKind.PROPRIETARY_BLEND, written=blend.group().strip(), field="text"))
        for one in draft.actives:
            if not one.amounts and one.match and one.match.ingredient and one.field == "supplement_facts":
                one.blend = blend.group().strip()
