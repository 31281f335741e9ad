# SPDX-License-Identifier: Apache-2.0
"""A label as somebody pasted or typed it: with its headings, with some lost, or only a name and a strength."""

from __future__ import annotations

import re
from collections.abc import Mapping

from unclench.vetting.amounts import amounts_in
from unclench.vetting.dilutions import dilutions_in, speaks_of_homeopathy
from unclench.vetting.draft import Draft
from unclench.vetting.guesses import (
    kind_of_words,
    looks_cosmetic,
    looks_like_tablets,
    region_of_words,
    route_guess,
)
from unclench.vetting.label import LabelFormat, ProductKind, Route
from unclench.vetting.label_sentences import is_warning
from unclench.vetting.lists import listed_in
from unclench.vetting.quantities import Per
from unclench.vetting.readers.headings import panels_in
from unclench.vetting.readers.printed_facts import BLEND, facts_of, identify, read_serving, without_serving
from unclench.vetting.readers.stray_lines import (
    add_text,
    is_direction,
    listed_line,
    lists_without_prose,
    looks_like_list,
    sections_of,
    take_item,
)
from unclench.vetting.strengths import stated_in
from unclench.vetting.synonyms import Names

__all__ = ["read", "says_something"]

_TABLE_NOISE = re.compile(
    r"^\W*(?:calories|total (?:carbohydrate|fat|sugars?)|(?:total |added |dietary )?(?:sugars?|fib(?:er|re))|"
    r"protein|sodium|salt|"
    r"cholesterol|saturated|trans fat|energy|energie|fat|carbohydrates?|eiweiß|fett|kohlenhydrate|zucker|salz|"
    r"brennwert)\b", re.I,
)  # fmt: skip
_MEDICINES = frozenset({"nsaid", "analgesic", "antimalarial", "sedating_antihistamine", "local_anaesthetic"})
_SPLIT = re.compile(r"\n+|(?<=[.!?])\s+(?=[A-ZÄÖÜ])")


def read(text: str, names: Names) -> Draft:
    """The label in a text."""
    draft = Draft(LabelFormat.TEXT)
    panels = lists_without_prose(panels_in(text))
    draft.kind = _kind(text, panels)
    homeopathic = _homeopathic(text, names)
    identify(draft, text, panels)
    sections_of(draft, panels, names)
    _actives(draft, panels, names, homeopathic)
    _lists(draft, panels, names)
    _front(draft, panels, names, homeopathic)
    if not any(one.amounts or one.dilution for one in draft.actives):
        _anywhere(draft, names, homeopathic)
    facts_of(draft, text)
    draft.region, draft.region_reason = region_of_words(text)
    medicines = any(one.match and _MEDICINES & set(one.match.families) for one in draft.actives)
    if (
        draft.kind is ProductKind.SUPPLEMENT
        and medicines
        and kind_of_words(text) is not ProductKind.SUPPLEMENT
    ):
        draft.kind = ProductKind.DRUG
    return draft


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


def _actives(draft: Draft, panels: Mapping[str, tuple[str, ...]], names: Names, homeopathic: bool) -> None:
    for text in panels.get("active_ingredient", ()):
        draft.actives.extend(stated_in(text, names, field="active_ingredient", homeopathic=homeopathic,
                                       percents=draft.kind is not ProductKind.SUPPLEMENT))  # fmt: skip
    for one in draft.actives:
        one.sure_salt = draft.kind is ProductKind.DRUG
    for text in (*panels.get("supplement_facts", ()), *panels.get("drug_facts", ())):
        read_serving(draft, text)
        body = without_serving(text)
        for one in stated_in(
            body, names, field="supplement_facts", percents=False, per=(Per.SERVING, 1.0, "serving")
        ):
            if BLEND.search(one.written) and not (one.match and one.match.ingredient):
                continue
            (draft.nutrients if _TABLE_NOISE.match(one.written) else draft.actives).append(one)


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
            again = item.match and item.match.ingredient and item.match.ingredient in seen
            if again and item.amount:
                continue
            if take_item(draft, item) and item.match:
                seen.add(item.match.ingredient)


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
        if looks_like_list(line) and not any(found.amount.unit == "%" for found in amounts_in(line)):
            listed_line(draft, line, names)
        elif is_warning(line):
            add_text(draft, "warnings", line)
        elif is_direction(line):
            add_text(draft, "dosage_and_administration", line)
        else:
            rest.append(line)
    if rest:
        add_text(draft, "text", "\n".join(line for line in rest if line != draft.name))
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
