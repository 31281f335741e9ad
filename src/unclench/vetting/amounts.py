# SPDX-License-Identifier: Apache-2.0
"""Strengths in running text: "10 %", "40 mg/mL", "1.745 g per fl oz", "200 mg pro Tablette".

A number is never scaled to look right, and a unit nobody knows gives no amount. A comma is a decimal one where the
text elsewhere shows that it is, or where it cannot mean thousands.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from unclench.vetting.quantities import Amount, Basis, Per
from unclench.vetting.units import (
    COUNTED,
    DAILY,
    MASS_MG,
    UNIT_WORDS,
    VOLUME_ML,
    counted_unit,
    per_of,
    unit_of,
)

__all__ = ["Found", "amount_of", "amounts_in", "decimal_comma", "number_of", "per_stated", "with_per"]

LARGEST = 1e9


@dataclass(frozen=True, slots=True)
class Found:
    """An amount and where it stands in the text."""

    start: int
    end: int
    amount: Amount


def _words(*lists: tuple[str, ...]) -> str:
    every = sorted({word for words in lists for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in every)


_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?(?!\d)|\d{1,3}(?:\.\d{3})+(?:,\d{1,6})(?!\d)"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)|(?<![BQDKbqdk]\s)\d{1,3}(?:\s\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})"
)
_UNITS = _words(*UNIT_WORDS.values())
_MEASURED = _words(*(UNIT_WORDS[unit] for unit in (*MASS_MG, *VOLUME_ML)))
_COUNTS = _words(*COUNTED.values())
_DAYS = _words(DAILY)
_PER = (
    rf"\s?(?:(?:/|\bper\b|\bpro\b|\bje\b|\bpar\b|\bpour\b|\bauf\b|\bin\s(?:each|every|one|1)\b|\bin\b|\beach\b)\s?"
    rf"(?:each\s|one\s|a\s)?(?:(?P<pern>{_NUMBER})\s?)?(?P<peru>{_DAYS}|{_COUNTS}|{_MEASURED})(?![\w%])"
    rf"|/\s?(?P<one>1)(?![\w.,/])|\s(?P<daily>daily|täglich|a\sday|per\sday|/\s?day)\b)"
)
STRENGTH = re.compile(
    rf"(?<![\w.,/-])(?P<low>{_NUMBER})(?:\s?(?:-|–|\bto\b|\bbis\b)\s?(?P<high>{_NUMBER}))?\s?-?"
    rf"(?P<unit>{_UNITS})(?![^\W\d_]|[µ²-])(?P<basis>\s?\(?\s?(?:w/w|w/v|v/v|m/m|m/v|wt/wt|wt/vol)\b\)?)?(?:{_PER})?",
    re.I,
)
_EACH = re.compile(
    rf"\b(?:(?:in|per|pro|je|par|pour|for)\s(?:each\s|every\s|one\s)?|each\s|jede[rs]?\s|chaque\s|every\s)"
    rf"\(?(?:(?P<pern>{_NUMBER}|one|two|three)\s?)?(?P<peru>{_DAYS}|{_COUNTS}|{_MEASURED})(?![\w%])",
    re.I,
)
_HOLDS = re.compile(
    rf"(?<![\w.,])(?P<pern>{_NUMBER}|one|eine?|un|une)\s?(?P<peru>{_COUNTS}|{_MEASURED})(?:\s[\w-]{{2,24}}){{0,3}}?\s"
    r"(?:contains?|contain|enthält|enthalten|contient|contiennent|provides?|liefert|liefern)\b",
    re.I,
)
_LONE_DECIMAL = re.compile(r"(?<![\d.,])\d{1,4},\d{1,2}(?!\d)\s?(?:%|mg|g\b|µg|mcg|ml\b|mmol)", re.I)
_COMMA_LANGUAGE = re.compile(
    r"\b(?:enthält|enthalten|wirkstoff|zutaten|anwendung|zusammensetzung|verzehr\w*|täglich|ingrédients|comprimés?|"
    r"gélules?|ingrediënten|bevat|zum einreiben|inhaltsstoffe|nährwerte|portion journalière)\b", re.I,
)  # fmt: skip
_COUNT_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "eine": 1.0, "ein": 1.0, "un": 1.0, "une": 1.0}
_BASES = {"w/w": Basis.W_W, "m/m": Basis.W_W, "wt/wt": Basis.W_W, "w/v": Basis.W_V, "m/v": Basis.W_V}


def decimal_comma(text: str) -> bool:
    """Whether this text writes 1,5 for one and a half."""
    return bool(_LONE_DECIMAL.search(text) or _COMMA_LANGUAGE.search(text))


def number_of(printed: str, *, comma: bool = False) -> float | None:
    """The number printed. comma: 1,000 is one and 1.000 is a thousand in this text. None where it is none."""
    digits = re.sub(r"[\s'’]", "", printed)
    if digits.count(",") and digits.count("."):
        mark = max(digits.rfind(","), digits.rfind("."))
        digits = re.sub(r"[.,]", "", digits[:mark]) + "." + digits[mark + 1 :]
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", digits):
        digits = digits.replace(",", "." if comma and digits.count(",") == 1 else "")
    elif comma and re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "")
    try:
        value = float(digits.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and value <= LARGEST else None


def amounts_in(text: str, *, comma: bool | None = None) -> tuple[Found, ...]:
    """Every strength in the text, in order."""
    commas = decimal_comma(text) if comma is None else comma
    found = []
    for match in STRENGTH.finditer(text):
        if (amount := _amount(match, commas)) is not None:
            found.append(Found(match.start(), match.end(), amount))
    return tuple(found)


def amount_of(value: float, unit: str, *, per: Per = Per.NOT_SAID, per_value: float = 1.0, per_unit: str = "",
              high: float | None = None, written: str = "", basis: Basis = Basis.NONE) -> Amount:  # fmt: skip
    """An amount with its percentage and milligrams worked out, where the units alone allow it."""
    made = Amount(
        written=written or f"{value:g} {unit}", value=value, unit=unit, high=high, per=per, per_value=per_value,
        per_unit=per_unit, basis=basis,
    )  # fmt: skip
    if unit == "%":
        return replace(made, percent=value, basis=basis or Basis.NOT_STATED)
    if unit == "ppm":
        return replace(made, percent=value / 10_000, basis=basis or Basis.NOT_STATED)
    if unit not in MASS_MG:
        return made
    mg = value * MASS_MG[unit]
    if per_unit in MASS_MG and per_value > 0:
        return replace(made, mg=mg, percent=100 * mg / (per_value * MASS_MG[per_unit]), basis=Basis.W_W)
    if per_unit in VOLUME_ML and per_value > 0:
        return replace(made, mg=mg, percent=mg / 10 / (per_value * VOLUME_ML[per_unit]), basis=Basis.W_V)
    return replace(made, mg=mg)


def _amount(match: re.Match[str], comma: bool) -> Amount | None:
    low, unit = number_of(match["low"], comma=comma), unit_of(match["unit"])
    if low is None or not unit or unit == "oz":
        return None
    high = number_of(match["high"], comma=comma) if match["high"] else None
    per, per_value, per_unit = _per(match, comma)
    basis = _BASES.get(
        (match["basis"] or "").strip(" ()").lower(), Basis.V_V if match["basis"] else Basis.NONE
    )
    return amount_of(
        low, unit, per=per, per_value=per_value, per_unit=per_unit, high=high if high and high > low else None,
        written=" ".join(match.group().split()), basis=basis,
    )  # fmt: skip


def _per(match: re.Match[str], comma: bool) -> tuple[Per, float, str]:
    kept = match.groupdict()
    if kept.get("one"):
        return Per.UNIT, 1.0, ""
    if kept.get("daily"):
        return Per.DAY, 1.0, "day"
    return _stated(kept.get("pern"), kept.get("peru"), comma)


def _stated(count: str | None, printed: str | None, comma: bool) -> tuple[Per, float, str]:
    if not printed:
        return Per.NOT_SAID, 1.0, ""
    value = (
        _COUNT_WORDS.get((count or "").lower()) or (number_of(count, comma=comma) if count else 1.0) or 1.0
    )
    if " ".join(printed.lower().split()) in DAILY:
        return Per.DAY, 1.0, "day"
    if counted := counted_unit(printed):
        return (Per.SERVING if counted == "serving" else Per.UNIT), value, counted
    unit = unit_of(printed)
    return (
        (per_of(unit, value), value, unit)
        if unit in MASS_MG or unit in VOLUME_ML
        else (Per.NOT_SAID, 1.0, "")
    )


def per_stated(text: str, *, comma: bool = False) -> tuple[tuple[Per, float, str], ...]:
    """What a heading says the amounts below it are in: "(in each 5 mL)", "1 Tablette enthält", "je 100 g".

    The last one counts; two side by side are columns, one for each of two numbers.
    """
    matches = sorted((*_EACH.finditer(text), *_HOLDS.finditer(text)), key=lambda match: match.start())
    found = [(match, _stated(match["pern"], match["peru"], comma)) for match in matches]
    said = [(match, per) for match, per in found if per[0] is not Per.NOT_SAID]
    if len(said) > 1 and said[-1][0].start() - said[-2][0].end() < 25 and said[-1][1] != said[-2][1]:
        between = text[said[-2][0].end() : said[-1][0].start()]
        if not re.search(r"[:(=.]|\d", between):
            return said[-2][1], said[-1][1]
    return (said[-1][1],) if said else ()


def with_per(amount: Amount, per: Per, per_value: float, per_unit: str) -> Amount:
    """The amount with what the heading above it says, where it says nothing itself."""
    if amount.per is not Per.NOT_SAID or per is Per.NOT_SAID or amount.unit in ("%", "ppm"):
        return amount
    return amount_of(
        amount.value, amount.unit, per=per, per_value=per_value, per_unit=per_unit, high=amount.high,
        written=amount.written, basis=amount.basis,
    )  # fmt: skip
