# SPDX-License-Identifier: Apache-2.0
"""Seals, numbers and fixed sentences. Found means printed; whether a seal is true only its owner's list says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unclench.vetting.label import Mark, MarkKind, Statement

__all__ = ["approval_mark", "disclaimers_out", "marks_in"]

_PATTERNS = {
    MarkKind.NDA: r"\b(?:NDA|ANDA|BLA)\s?\d{6}\b",
    MarkKind.UK_LICENCE: r"\bPL(?:GB)?\s?\d{4,5}\s?/\s?\d{4}[A-Z]?\b",
    MarkKind.UK_THR: r"\bTHR\s?\d{4,5}\s?/\s?\d{4}\b|traditional herbal (?:registration|medicinal product)",
    MarkKind.UK_HOMEOPATHIC: r"\b(?:NR|HR)\s?\d{4,5}\s?/\s?\d{4}\b",
    MarkKind.EU_LICENCE: r"\bEU/\d/\d{2}/\d{3,4}(?:/\d{3})?\b|\b(?:Zul\.?|Reg\.?)-?\s?Nr\.?:?\s?[\d.]{5,}|"
    r"\bZulassungsnummer",
    MarkKind.USP_VERIFIED: r"\bUSP[- ]verified\b|\bUSP (?:dietary supplement )?verif",
    MarkKind.NSF_SPORT: r"\bNSF[®™]?,?\s(?:certified|contents certified)\s(?:for|by)\ssport|\bcertified for sport\b",
    MarkKind.NSF: r"\bNSF\b",
    MarkKind.INFORMED: r"\binformed[- ](?:sport|choice)\b",
    MarkKind.CONSUMERLAB: r"\bconsumerlab\b",
    MarkKind.GMP: r"\bc?GMP\b|good manufacturing practice",
    MarkKind.FDA_REGISTERED: r"\bFDA[- ](?:registered|approved|cleared|inspected)\b",
    MarkKind.CERTIFICATE_OF_ANALYSIS: r"\bcertificate of analysis\b|\bCOA\b",
    MarkKind.CHILD_RESISTANT: r"\bchild[- ](?:resistant|proof)\b|\bkindersicher",
    MarkKind.TAMPER_EVIDENT: r"\btamper[- ](?:evident|resistant|proof)\b|\b(?:do not use|do not buy|"
    r"use only) if[^.;]{0,60}\b(?:seal|"
    r"imprint|pouch|carton)",
    MarkKind.HOMEOPATHIC: r"\bhomo?e?opath|\bhomöopath|\bHPUS\b|\bH\.P\.U\.S",
    MarkKind.PROPRIETARY_BLEND: r"\b(?:proprietary|exclusive|signature)\s(?:\w+\s){0,3}?(?:blend|complex|"
    r"formula|matrix)\b",
}  # fmt: skip
_COMPILED = {kind: re.compile(pattern, re.I) for kind, pattern in _PATTERNS.items()}
_CONTACT = re.compile(
    r"\b(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|\b1-8\d\d-[A-Z0-9-]{7,10}\b|"
    r"\b[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,}|"
    r"\b(?:https?://|www\.)[\w./-]{4,80}|\b[\w-]{3,40}\.(?:com|org|net|co\.uk|de|fr|eu)\b|\b(?!PL|NR|"
    r"HR)[A-Z]{2} \d{5}(?:-\d{4})?\b|"
    r"\bD-\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b\d{5} [A-ZÄÖÜ][a-zäöüß]{3,}",
)  # fmt: skip
_CORES = {
    MarkKind.SUPPLEMENT_DISCLAIMER: re.compile(
        r"\b(?:has|have) not been evaluated by|\bnot intended to (?:diagnose|treat|cure|prevent|mitigate)", re.I
    ),
    MarkKind.HOMEOPATHIC_DISCLAIMER: re.compile(
        r"\btraditional homeopathic (?:use|practice|literature)|\bhomeopathic (?:theory|practice|principles)|"
        r"\bnot accepted medical evidence|\bhomeopath\w*[^.\n]{0,80}\bnot (?:been )?(?:scientifically |"
        r"fda )?(?:evaluat|review)", re.I,
    ),
}  # fmt: skip
"""The heart of the sentence the law asks for; the sentence around it is the disclaimer."""


def marks_in(statements: Iterable[Statement]) -> Iterator[Mark]:
    """Every mark once, in the order of the kinds."""
    every = tuple(statements)
    for kind, pattern in _COMPILED.items():
        for one in every:
            if found := pattern.search(one.text):
                yield Mark(kind=kind, written=_shown(one.text, found), field=one.field)
                break
    for kind, core in _CORES.items():
        for one in every:
            if found := core.search(one.text):
                start, end = _sentence_around(one.text, found.start(), found.end())
                yield Mark(kind=kind, written=one.text[start:end].strip()[:300], field=one.field)
                break
    for one in every:
        if found := _CONTACT.search(one.text):
            yield Mark(kind=MarkKind.CONTACT, written=found.group(), field=one.field)
            break


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the last full stop or line before to the next one behind."""
    before = max(text.rfind(". ", 0, start) + 1, text.rfind("\n", 0, start) + 1, 0)
    ends = [at for at in (text.find(". ", end), text.find("\n", end), text.find(".", end)) if at >= 0]
    return before, (min(ends) + 1 if ends else len(text))


def _shown(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 20) : found.end() + 40].strip()


def approval_mark(number: str, status: str, field: str) -> Mark | None:
    """What an application number or marketing category says about the product's standing."""
    words = f"{number} {status}".strip()
    if not words:
        return None
    if re.match(r"(?:NDA|ANDA|BLA)\d{6}", number.replace(" ", ""), re.I) or re.search(
        r"new drug application|^(?:NDA|ANDA|BLA)\b", status, re.I
    ):
        return Mark(kind=MarkKind.NDA, written=words, field=field)
    if re.search(r"unapproved|not final", status, re.I):
        return Mark(kind=MarkKind.UNAPPROVED if "unapproved" in status.lower() else MarkKind.MONOGRAPH,
                    written=words, field=field)  # fmt: skip
    if re.match(r"M0\d{2}|part\s?3\d{2}|505G", number, re.I) or "monograph" in status.lower():
        return Mark(kind=MarkKind.MONOGRAPH, written=words, field=field)
    return None


def disclaimers_out(text: str) -> str:
    """The text without the disclaimers the law asks for: what they deny is no claim."""
    for core in _CORES.values():
        while found := core.search(text):
            start, end = _sentence_around(text, found.start(), found.end())
            text = f"{text[:start]} {text[end:]}"
    return text
