# SPDX-License-Identifier: Apache-2.0
"""How it is to be used, out of words: how much at once, how often a day, from which age, for how long.

Only what the words say. A range keeps both ends; a limit ("not more than 4 in 24 hours") is an upper end.
"""

from __future__ import annotations

import re

from unclench.vetting.label import Directions
from unclench.vetting.quantities import Between
from unclench.vetting.units import COUNTED, UNIT_WORDS, counted_unit, unit_of

__all__ = ["directions_in", "fraction", "most_days_in", "youngest_in"]

_SAID = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "ten": 10.0, "half": 0.5, "½": 0.5, "¼": 0.25, "¾": 0.75, "ein": 1.0, "eine": 1.0, "einen": 1.0,
    "zwei": 2.0, "drei": 3.0, "vier": 4.0, "une": 1.0, "un": 1.0, "deux": 2.0, "trois": 3.0, "twelve": 12.0,
}  # fmt: skip
_N = r"(?:\d{1,3}\s\d/\d|\d{1,2}/\d{1,2}|\d{1,3}(?:[.,]\d{1,3})?\s?½|\d{1,4}(?:[.,]\d{1,3})?|½|¼|¾|" + "|".join(
    word for word in _SAID if word.isalpha() and word not in ("a", "an", "un")
) + r"|(?<![\w-])an?\b)"  # fmt: skip
_TO = r"\s?(?:-|–|\bto\b|\bor\b|\bbis\b|\boder\b|\bà\b|\bou\b)\s?"
_RANGE = rf"(?P<low>{_N})(?:\s?\(\d+\))?(?:{_TO}(?P<high>{_N})(?:\s?\(\d+\))?)?"
_UNITS = "|".join(
    re.escape(word)
    for word in sorted(
        {word for words in COUNTED.values() for word in words}
        | {word for unit in ("mL", "L", "fl oz", "oz", "tsp", "tbsp", "g") for word in UNIT_WORDS[unit]},
        key=len, reverse=True,
    )
)  # fmt: skip
_DAY = (
    r"(?:daily|a day|per day|each day|every day|in 24 hours|in any 24 hours|/ ?day|täglich|am tag|pro tag|"
    r"par jour|am)"
)

_SINGLE = re.compile(rf"(?<![\w.,/]){_RANGE}\s?(?:[a-z]+\s)?(?P<unit>{_UNITS})(?![\w-])", re.I)
_TIMES = re.compile(rf"(?<![\w.,/]){_RANGE}\s?(?:times?|x|mal|fois)\s?{_DAY}\b", re.I)
_ONCE = re.compile(
    rf"\b(?P<word>once|twice|three times|einmal|zweimal|dreimal|viermal|2x|3x|1x)\s(?:or (?P<more>twice)\s)?{_DAY}\b",
    re.I,
)
_ONCES = {"once": 1.0, "einmal": 1.0, "1x": 1.0, "twice": 2.0, "zweimal": 2.0, "2x": 2.0, "three times": 3.0,
          "dreimal": 3.0, "3x": 3.0, "viermal": 4.0}  # fmt: skip
_UNITS_A_DAY = re.compile(
    rf"(?<![\w.,/]){_RANGE}\s?(?:rounded\s|heaping\s|level\s|vegetarian\s|veggie\s)?(?P<unit>{_UNITS})"
    rf"(?:\s\([^)]{{0,40}}\))?\s(?:{_DAY})\b", re.I,
)  # fmt: skip
_TAKE_DAILY = re.compile(rf"\btake\s{_RANGE}\s(?:(?P<unit>{_UNITS})\s)?(?:{_DAY})\b", re.I)
_DAY_FIRST = re.compile(
    rf"\b(?:daily|täglich|per day|pro tag)[,:]?\s(?:take\s)?{_RANGE}\s?(?P<unit>{_UNITS})(?![\w-])", re.I
)
_AT_MOST = re.compile(
    rf"\b(?:(?:do not|don't|never)\s(?:exceed|take more than|use more than|give more than)|no more than|"
    rf"not more than|not to exceed|maximum(?: of)?|at most|up to|nicht mehr als|höchstens|maximal)\s"
    rf"(?P<n>{_N})\s?(?P<unit>{_UNITS})?[^.;]{{0,25}}?\b(?:in|per|a|within|am|pro|täglich|daily|every)\b\s?(?:any\s)?"
    rf"(?P<span>24[\s-]?h(?:ou)?rs?|day|tag|24 stunden)?", re.I,
)  # fmt: skip
_UP_TO_DOSES = re.compile(rf"\bup to (?P<n>{_N}) doses\b", re.I)
_EVERY = re.compile(rf"\b(?:every|alle|toutes les)\s{_RANGE}\s?(?:hours?|hrs?|stunden|heures)\b", re.I)
_OLDER = re.compile(
    r"\b(?P<n>\d{1,2})\s?(?:years?|yrs?)?(?:\s(?:of age|old))?,?\s?(?:\(?(?:and|&|or)\s(?:older|over|up|above)|\+)|"
    r"\b(?:ab|from|over the age of|older than|aged?)\s(?P<m>\d{1,2})\s?(?:jahren?|years?|ans\b|\+|and (?:over|up))|"
    r"\bà partir de (?P<o>\d{1,2}) ans|\b(?:children|child|kinder) (?:over|from|aged|ab|über) (?P<q>\d{1,2})\b|"
    r"\bover (?P<r>\d{1,2}) years", re.I,
)  # fmt: skip
_YOUNGER = re.compile(
    r"\b(?:under|below|younger than|less than|unter|moins de)\s(?:the age of\s)?(?P<n>\d{1,2})\s?"
    r"(?:years?|yrs?|jahren?|ans)?(?:\s(?:of age|old))?[^.;■•\d]{0,25}?"
    r"(?:do not|don't|not recommended|ask|consult|nicht|ne pas|should not|not be used|keine|unless)", re.I,
)  # fmt: skip
_NOT_YOUNGER = re.compile(
    r"\b(?:do not (?:use|give)|not (?:suitable |recommended |intended )?for|nicht (?:für|bei|anwenden bei)|not to be "
    r"used (?:in|on|by))(?:(?!unless|directed)[^.;\d]){0,50}?\b(?:under|below|unter|"
    r"younger than)\s(?:the age of\s)?(?P<n>\d{1,2})\b", re.I,
)  # fmt: skip
_DAYS = re.compile(
    r"\b(?:(?:more|longer) than|beyond|exceed(?:ing)?|for up to|at most|länger als|maximal)\s(?P<n>\d{1,3}|"
    r"seven|ten|three|"
    r"five)\s(?:consecutive\s)?(?:days?|tagen?)\b", re.I,
)  # fmt: skip
_WEAR = re.compile(
    rf"\b(?:(?:for|after|within)\s(?:up to\s|at most\s|a maximum of\s)?|up to\s|bis zu\s){_RANGE}\s?(?:hours?|"
    rf"stunden)\b",
    re.I,
)
SKIPS = re.compile(r"\b(?:serving size|servings? per container|portionsgröße)\b[^\n]*", re.I)


def fraction(printed: str | None) -> float | None:
    """The number in words or signs: "1 1/2", "½", "two", "2,5"."""
    said = (printed or "").strip().lower()
    if said in _SAID:
        return _SAID[said]
    mixed = re.fullmatch(r"(?:(\d{1,3})\s)?(\d{1,2})/(\d{1,2})", said)
    if mixed:
        return float(mixed[1] or 0) + float(mixed[2]) / float(mixed[3]) if float(mixed[3]) else None
    half = said.endswith("½")
    try:
        return float(said.rstrip("½ ").replace(",", ".")) + (0.5 if half else 0.0)
    except ValueError:
        return None


def directions_in(text: str, warnings: str = "") -> Directions:
    """The directions a text gives. warnings: where "not more than 7 days" may stand, too."""
    shown = SKIPS.sub(" ", text)
    times = _times(shown)
    single, unit = _single(shown)
    limit, limit_unit = _limit(shown)
    bare = _ONCE.sub(" ; ", _TIMES.sub(" ; ", _AT_MOST.sub(" ; ", shown)))
    per_day = _per_day(bare)
    every = _between(_EVERY.search(shown))
    if times is None and every is not None and every.low > 0:
        times = Between(1.0, 24 / every.low)
    if limit is not None and limit_unit in ("", "dose"):
        times = Between(min(times.low if times else 1.0, limit), limit)
    if per_day is None and single is not None and times is not None:
        per_day = Between(single.low * times.low, single.high * times.high)
    if limit is not None and limit_unit and limit_unit == unit:
        least = per_day or single
        per_day = Between(min(least.low, limit) if least else limit, limit)
    wear = _between(_WEAR.search(shown)) if re.search(r"\bpatch|pflaster|plaster", shown, re.I) else None
    return Directions(
        text=text, single=single, single_unit=unit, servings_per_day=times, units_per_day=per_day, every_hours=every,
        youngest_years=youngest_in(text), most_days=most_days_in(f"{text}\n{warnings}"), wear_hours=wear,
    )  # fmt: skip


def youngest_in(text: str) -> float | None:
    """The lowest age the text lets use it without asking, in years."""
    below = [float(found["n"]) for pattern in (_YOUNGER, _NOT_YOUNGER) for found in pattern.finditer(text)]
    older = [float(next(filter(None, found.groups()))) for found in _OLDER.finditer(text)]
    ages = [max(below)] if below else [min(older)] if older else []
    return ages[0] if ages and 0 < ages[0] < 100 else None


def most_days_in(text: str) -> float | None:
    """The fewest days after which a text says to stop or ask."""
    days = [fraction(found["n"]) for found in _DAYS.finditer(text)]
    known = [one for one in days if one]
    return min(known) if known else None


def _between(found: re.Match[str] | None) -> Between | None:
    if found is None:
        return None
    low = fraction(found["low"])
    high = fraction(found["high"]) if found["high"] else low
    return Between(min(low, high), max(low, high)) if low and high else None


def _times(text: str) -> Between | None:
    every = []
    for found in _TIMES.finditer(text):
        if one := _between(found):
            most = re.search(r"\b(?:up to|bis zu|at most|maximal)\s$", text[: found.start()], re.I)
            every.append(Between(1.0, one.high) if most else one)
    for found in _ONCE.finditer(text):
        low = _ONCES[found["word"].lower()]
        every.append(Between(low, 2.0 if found["more"] else low))
    return Between(min(one.low for one in every), max(one.high for one in every)) if every else None


def _per_day(text: str) -> Between | None:
    every = [
        one
        for pattern in (_UNITS_A_DAY, _DAY_FIRST, _TAKE_DAILY)
        for found in pattern.finditer(text)
        if _unit(found["unit"] or "") != "dose" and (one := _between(found))
    ]
    return Between(min(one.low for one in every), max(one.high for one in every)) if every else None


def _single(text: str) -> tuple[Between | None, str]:
    for found in _SINGLE.finditer(text):
        after = text[found.end() : found.end() + 14].lower()
        before = text[max(0, found.start() - 30) : found.start()].lower()
        if (
            re.search(r"more than|exceed|maxim|up to $|nicht mehr", before)
            or "serving" in found["unit"].lower()
        ):
            continue
        if (one := _between(found)) and not after.startswith((" before", " apart")):
            return one, _unit(found["unit"])
    return None, ""


def _limit(text: str) -> tuple[float | None, str]:
    every = [one for one in _AT_MOST.finditer(text) if not re.match(r"\s?times", text[one.end("n") :])]
    found = next((one for one in every if one["span"]), None)
    if found is None:
        whole_day = (one for one in every if one["unit"] and not re.match(r"[^.;]{0,6}\d", text[one.end() :]))
        found = next(whole_day, None)
    if found is None:
        doses = _UP_TO_DOSES.search(text)
        return (fraction(doses["n"]), "dose") if doses else (None, "")
    return fraction(found["n"]), _unit(found["unit"] or "")


def _unit(printed: str) -> str:
    return counted_unit(printed) or unit_of(printed)
