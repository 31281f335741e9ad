# SPDX-License-Identifier: Apache-2.0
"""The headings of printed labels, in the languages they come in, and the text below each."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["panels_in"]

_AT_LINE_START = {
    "drug_facts": r"drug facts(?: \(continued\))?|drug facts \(con'?t\.?\)",
    "supplement_facts": r"supplement facts|nutrition facts|nutrition information|nährwert\w*|amount per serving|"
    r"valeurs nutritionnelles|nutritional information",
    "active_ingredient": r"active ingredients?|actives?|active substances?|wirkstoffe?|"
    r"arzneilich wirksame[rn]? bestandteile?|"
    r"principes? actifs?|substances? actives?|medicinal ingredients?|what (?:is|does) [^\n:]{2,50} contains?|"
    r"homeopathic ingredients?|key ingredients?",
    "inactive_ingredient": r"inactive ingredients?|other ingredients?|non-?medicinal ingredients?|excipients?|"
    r"sonstige bestandteile|"
    r"weitere bestandteile|hilfsstoffe|die sonstigen bestandteile sind",
    "ingredients_text": r"ingredients?(?: list)?|ingredients?/inci|inci|zutaten|inhaltsstoffe|bestandteile|"
    r"ingrédients|ingrediënten|"
    r"ingredienti|ingredientes|zusammensetzung|composition|samenstelling",
    "purpose": r"purposes?",
    "indications_and_usage": r"uses?|indications?|anwendungsgebiete?|wofür|used for|what it is for|"
    r"what [^\n:]{2,50} is used for|"
    r"indicación|claims?|benefits?|anwendungsgebiet",
    "warnings": r"warnings?|allergy alert|caution|cautions|warnhinweise?|wichtige hinweise|hinweise?|"
    r"vorsichtsmaßnahmen|"
    r"précautions(?: d'emploi)?|mises? en garde|avertissements?|allergens?|nebenwirkungen|precautions?|"
    r"safety information|"
    r"important (?:information|safety information)|gegenanzeigen|contraindications?|contre-indications?",
    "do_not_use": r"do not use|nicht anwenden|ne pas utiliser",
    "ask_doctor": r"ask a doctor before use(?: if)?|before (?:you )?us(?:e|ing)",
    "ask_doctor_or_pharmacist": r"ask a doctor or pharmacist before use",
    "when_using": r"when using this product",
    "stop_use": r"stop use(?: and ask a doctor)?(?: if)?",
    "pregnancy_or_breast_feeding": r"if pregnant or breast-?\s?feeding|pregnancy(?: (?:and|"
    r"or) breast-?feeding)?|schwangerschaft",
    "keep_out_of_reach_of_children": r"keep (?:this and all \w+ )?out of (?:the )?"
    r"(?:sight and )?reach(?: and sight)? of children",
    "dosage_and_administration": r"directions(?: for use)?|dosage(?: and administration)?|suggested use|"
    r"recommended use|how to use|how to take|"
    r"usage|verzehrempfehlung|verzehrsempfehlung|dosierung|anwendung|conseils? d'utilisation|mode d'emploi|posologie|"
    r"recommended dos(?:e|age)|gebrauchsanweisung|gebruik|suggested usage|dosierungsanleitung|utilisation",
    "other_safety_information": r"other information|storage|aufbewahrung|conservation|store",
    "questions": r"questions?(?: or comments)?|contact|kontakt|hersteller|manufactured (?:for|by)|"
    r"distributed by|distr\. by|"
    r"made (?:for|by)|vertrieb|pharmazeutischer unternehmer|marketing authorisation holder|fabricant",
}  # fmt: skip
_INLINE = {
    "drug_facts": r"Drug Facts|DRUG FACTS",
    "supplement_facts": r"Supplement Facts|SUPPLEMENT FACTS",
    "inactive_ingredient": r"Inactive [Ii]ngredients?|INACTIVE INGREDIENTS?|Other [Ii]ngredients?|"
    r"OTHER INGREDIENTS?|Sonstige Bestandteile",
    "active_ingredient": r"Active [Ii]ngredients?|ACTIVE INGREDIENTS?|Wirkstoffe?:",
    "ingredients_text": r"Ingredients?:|INGREDIENTS?:|Zutaten:|Inhaltsstoffe:|Ingrédients\s?:|INCI:|Zusammensetzung:",
    "purpose": r"Purposes?(?=[\s:])|PURPOSES?\b",
    "indications_and_usage": r"Uses?:|USES?:|Uses(?=\s[a-z•■])|Use(?=\s(?:for|temporar))|Anwendungsgebiete?:|"
    r"USES(?=\s)|Indications?:",
    "warnings": r"Warnings?(?=[\s:])|WARNINGS?\b|Warnhinweise?:|Hinweise?:|Caution:|Precautions?:",
    "do_not_use": r"Do not use(?=[\s:■•])|DO NOT USE",
    "ask_doctor_or_pharmacist": r"Ask a doctor or pharmacist before use",
    "ask_doctor": r"Ask a doctor before use",
    "when_using": r"When using this product|WHEN USING THIS PRODUCT",
    "stop_use": r"Stop use(?: and ask)?|STOP USE",
    "pregnancy_or_breast_feeding": r"If (?:you are )?pregnant or breast|IF PREGNANT",
    "keep_out_of_reach_of_children": r"Keep (?:this )?(?:\w+ )?out of (?:the )?(?:sight and )?reach|"
    r"KEEP OUT OF (?:THE )?(?:SIGHT AND )?REACH",
    "dosage_and_administration": r"Directions(?: for use)?(?=[\s:■•])|DIRECTIONS|Suggested [Uu]se:?|"
    r"SUGGESTED USE|Dosierung:|"
    r"Verzehrs?empfehlung:?|How to use:|Recommended [Uu]se:|Dosage:",
    "other_safety_information": r"Other [Ii]nformation|OTHER INFORMATION",
    "questions": r"Questions\?|Questions or [Cc]omments|QUESTIONS\b|(?:Manufactured|Distributed|Made) (?:for|"
    r"by):?|Distr\. by:?",
}
_LINE_START = {
    name: re.compile(
        rf"(?im)^[ \t*#>\-–•■]*(?:{pattern})(?![\w%])(?P<end>[ \t]*[:?.]|[ \t]*\(|[ \t]*$|[ \t])"
    )
    for name, pattern in _AT_LINE_START.items()
}
_INSIDE = {name: re.compile(rf"(?<![\w-])(?:{pattern})") for name, pattern in _INLINE.items()}
_AFTER_SENTENCE = {
    name: re.compile(rf"(?i)(?<=[.!?)] )(?:{pattern})\s?:") for name, pattern in _AT_LINE_START.items()
}
_PURPOSES = re.compile(
    r"(?i)\b(?:(?:topical|external) an(?:algesic|(?:a)?esthetic)s?|pain reliever(?:/fever reducer)?|counter-?irritant|"
    r"[\w ]{0,30}laxative|nighttime sleep[- ]aid|[\w/ ]{0,30}anesthetic|[\w/ ]{0,30}analgesic)\b"
)
_KEEPS_HEADING = frozenset({
    "do_not_use", "ask_doctor", "ask_doctor_or_pharmacist", "when_using", "stop_use", "pregnancy_or_breast_feeding",
    "keep_out_of_reach_of_children", "questions", "supplement_facts", "active_ingredient",
})  # fmt: skip
_NEEDS_SIGN = frozenset({
    "ingredients_text", "warnings", "indications_and_usage", "dosage_and_administration", "other_safety_information",
    "questions", "active_ingredient", "purpose",
})  # fmt: skip


def panels_in(text: str) -> Mapping[str, tuple[str, ...]]:
    """The text below each heading; what stands before the first is "front". Order within a heading is kept."""
    marks = _marks(text)
    found: dict[str, list[str]] = {}
    if front := text[: marks[0][0] if marks else len(text)].strip():
        found["front"] = [front]
    for at, (start, body, name) in enumerate(marks):
        end = marks[at + 1][0] if at + 1 < len(marks) else len(text)
        beside = (
            at
            and marks[at - 1][2] == "active_ingredient"
            and not text[marks[at - 1][1] : start].strip(" \t:()")
        )
        if name == "purpose" and beside:
            name = _beside_actives(text[body:end], found)
        words = text[start if name in _KEEPS_HEADING else body : end].strip(" \t\n:?-–")
        if words:
            found.setdefault(name, []).append(words)
    return {name: tuple(texts) for name, texts in found.items()}


def _beside_actives(body: str, found: dict[str, list[str]]) -> str:
    """Two columns under "Active ingredients   Purpose": the text is both, and each column's words are known."""
    if purposes := tuple(dict.fromkeys(one.strip() for one in _PURPOSES.findall(body))):
        found.setdefault("purpose", []).append(", ".join(purposes))
    return "active_ingredient"


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Start of the heading, start of its text, and its name; the longest heading wins where two begin together."""
    every: list[tuple[int, int, str]] = []
    for name, pattern in _LINE_START.items():
        for match in pattern.finditer(text):
            alone = not match["end"].strip(" \t") and bool(text[match.end() : match.end() + 1].strip())
            if alone and name in _NEEDS_SIGN and not _long_enough(match.group(), text, match.end()):
                continue
            every.append((match.start(), match.end(), name))
    for patterns in (_INSIDE, _AFTER_SENTENCE):
        for name, pattern in patterns.items():
            every.extend((match.start(), match.end(), name) for match in pattern.finditer(text))
    kept: list[tuple[int, int, str]] = []
    for start, body, name in sorted(every, key=lambda mark: (mark[0], -mark[1])):
        if kept and start < kept[-1][1]:
            continue
        kept.append((start, body, name))
    return kept


def _long_enough(heading: str, text: str, end: int) -> bool:
    """A heading without a colon on a line with other words: "Active ingredient Menthol 4%" is one, "Use daily" none."""
    words = heading.strip(" \t*#>-–•■").lower()
    rest = text[end : end + 60].split("\n")[0]
    if words in (
        "use",
        "store",
        "contact",
        "active",
        "usage",
        "caution",
        "composition",
        "anwendung",
        "made by",
        "claim",
        "claims",
    ):
        return False
    return not (
        words in ("warning", "warnings", "ingredients", "ingredient", "uses")
        and rest[:1].islower()
        and "," not in rest[:40]
    )
