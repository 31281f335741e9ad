# SPDX-License-Identifier: Apache-2.0
"""Which known ingredient a printed name means. Whole names are compared, never parts of words.

In order: the register's code (UNII), the exact name (content's, INCI, other languages), a mineral's salt, a name one
or two letters off (marked doubtful). "Menthol-free" means none, magnesium stearate is a tablet aid.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from unclench.evidence import Library
from unclench.evidence.kinds import Ingredient
from unclench.vetting.names import ALSO, B_PARTS, FAMILIES, HIDDEN_WORDS, NO_NAMES
from unclench.vetting.quantities import Between
from unclench.vetting.salts import salt_of, shares_in

__all__ = ["Match", "Names", "fold", "names_of"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LONGEST_NAME_WORDS = 7
ONE_LETTER_OFF = 6
TWO_LETTERS_OFF = 10

_WORD = re.compile(r"[a-z0-9+]+")
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]{0,200})[)\]}]")
_HARMLESS = _words(
    "tetrahydrate monohydrate dihydrate hemihydrate usp nf ep bp phr eur ph hpus organic bio natural "
    "naturally pure purified refined unspecified form dried fresh powdered anhydrous active total "
    "contains contain and each per standardized standardised concentrate nat aktiv vegan elemental inn "
    "jp fcc ii premium nsaid 1 whole external topical ingredient ingredients the including including "
    "with w mit avec enthalt contient from in of"
)
_DENIALS = re.compile(
    r"\b(?:no|non|not|without|free of|free from|ohne|sans|frei von|zero|zonder|sin)\b|(?:[- ]free|frei)\W*$",
    re.I,
)
_SYMBOLS = {
    "Mg": "magnesium",
    "MG": "magnesium",
    "Mg2+": "magnesium",
    "Mg++": "magnesium",
    "Ca": "calcium",
    "K+": "potassium",
}
_SOURCES = _words(
    "oil extract oleoresin bark leaf leaves capsicum cayenne hemp cinchona aetheroleum flavor flavour "
    "resin mentha gaultheria wintergreen pfefferminzol minzol ol huile essentielle olie betula birch "
    "chinarinde chinarindenextrakt cinnamomum chili chilipfefferextrakt cayennepfeffer "
    "cayennepfefferextrakt hanfextrakt kampferol quinquina cayennepfefferdickextrakt wintergrunol "
    "gaultherie piment hot aroma arome aceite"
)


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means. ingredient: an id of content, or "" where it is only of a family (willow bark)."""

    ingredient: str
    part: str = ""
    families: tuple[str, ...] = ()
    of_source: bool = False
    aid: bool = False
    doubtful: bool = False


@lru_cache(maxsize=4096)
def fold(printed: str) -> str:
    """A name in small plain letters without accents, signs as spaces: "Magnésium (citrate)" is "magnesium citrate"."""
    plain = unicodedata.normalize("NFKD", printed.replace("ß", "ss").lower())
    words = _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    return " ".join("hcl" if word == "hci" else word for word in words)


class Names:
    """The names of one library, made once."""

    def __init__(self, ingredients: Mapping[str, Ingredient], elemental_rule: str = "") -> None:
        self.records = ingredients
        self.shares: Mapping[tuple[str, str, str], Between] = shares_in(elemental_rule)
        self.vitamin_d_iu_per_mcg = _iu_per_mcg(ingredients.get("ingredient_vitamin_d"))
        self._by_code: dict[str, list[str]] = {}
        self._by_name: dict[str, Match] = {}
        self._of_products: dict[str, Match] = {}
        for key, record in ingredients.items():
            for code in record.unii:
                self._by_code.setdefault(code.code.upper(), []).append(key)
            self._learn(key, record)
        for family, names in FAMILIES.items():
            for name in names:
                self._by_name.setdefault(fold(name), Match("", families=(family,)))
        self._near = _one_letter_off(name for name in self._by_name if len(name) >= ONE_LETTER_OFF)
        self._long = [name for name in self._by_name if len(name) >= TWO_LETTERS_OFF]

    def _learn(self, key: str, record: Ingredient) -> None:
        for printed in (*record.names, record.inci, record.name, *ALSO.get(key, ())):
            name = fold(re.sub(r"\(relative\)|\b\d+X\b.*$", "", printed))
            salt = salt_of(tuple(name.split())) if "mineral" in record.classes else None
            worked_out = salt is not None and (salt.known or salt.aid)
            if not name or (worked_out and name not in _products_of_minerals(record)):
                continue
            made = self._match(key, name)
            self._of_products.setdefault(name, made)
            if name not in NO_NAMES:
                self._by_name.setdefault(name, made)
        if key == "ingredient_vitamin_b_complex":
            for part, names in B_PARTS.items():
                for name in map(fold, names):
                    self._by_name[name] = self._of_products[name] = replace(self._match(key, name), part=part)

    def _match(self, key: str, name: str = "") -> Match:
        record = self.records[key]
        families = tuple(record.classes) + (("vitamin_k",) if "vitamin_k" in key else ())
        plant_itself = ("botanical" in record.classes and "cbd" not in key) or "homeopathic" in record.classes
        return Match(
            key, families=families, of_source=not plant_itself and not _SOURCES.isdisjoint(name.split())
        )

    def by_code(self, unii: str) -> tuple[str, ...]:
        """The ingredients with this UNII; a salt's code may stand for two routes."""
        return tuple(self._by_code.get(unii.strip().upper(), ()))

    def find(self, printed: str, *, unii: str = "", near: int = 2) -> Match | None:
        """What this name means. near: how many letters it may be off; such a match comes out doubtful."""
        if unii and (keys := self.by_code(unii)):
            named = self.find(printed, near=0)
            return named if named and named.ingredient in keys else self._match(keys[0], fold(printed))
        if not printed or _DENIALS.search(printed):
            return None
        printed = _SYMBOLS.get(printed.strip(), printed)
        bare = fold(_BRACKETS.sub(" ", printed))
        for name in dict.fromkeys(
            (fold(printed), bare, *(fold(inside) for inside in _BRACKETS.findall(printed)))
        ):
            if found := self._exact(name):
                return found
        return self._nearly(_trimmed(bare), near) if near else None

    def _exact(self, name: str) -> Match | None:
        for form in dict.fromkeys((name, _trimmed(name))):
            if not form:
                continue
            if found := self._by_name.get(form):
                return found
            salt = salt_of(tuple(form.split()))
            if salt and salt.ingredient in self.records and (salt.known or salt.aid):
                return replace(self._match(salt.ingredient), aid=salt.aid)
        return None

    def _nearly(self, name: str, letters: int) -> Match | None:
        if len(name) < ONE_LETTER_OFF:
            return None
        near = next((known for form in _shorter(name) for known in self._near.get(form, ())), None)
        if near is None and letters > 1 and len(name) >= TWO_LETTERS_OFF:
            near = next((known for known in self._long if _within_two(name, known)), None)
        found = self._by_name[near] if near and _differs_in_a_long_word(name, near) else None
        if found is None or {"food", "mineral"} & set(found.families):
            return None
        return replace(found, doubtful=True)

    def at_end(self, words: list[str]) -> tuple[int, Match] | None:
        """The longest run of words at the end of the list that is a known name: how many words, and what."""
        for near, longest in ((0, LONGEST_NAME_WORDS), (2, 3)):
            for count in range(min(longest, len(words)), 0, -1):
                if found := self.find(" ".join(words[-count:]), near=near):
                    return count, found
        return None

    def at_start(self, words: list[str]) -> tuple[int, Match] | None:
        """The longest run of words at the start of the list that is a known name."""
        for near, longest in ((0, LONGEST_NAME_WORDS), (2, 3)):
            for count in range(min(longest, len(words)), 0, -1):
                if found := self.find(" ".join(words[:count]), near=near):
                    return count, found
        return None

    def within(self, text: str, *, products: bool = False) -> Iterator[tuple[str, Match]]:
        """Known names as whole words anywhere in a short text, the longest first at each place."""
        words = fold(text).split()[:200]
        at = 0
        while at < len(words):
            step = 1
            if words[at] in _HARMLESS:
                at += 1
                continue
            for count in range(min(LONGEST_NAME_WORDS, len(words) - at), 0, -1):
                name = " ".join(words[at : at + count])
                found = self._of_products.get(name) if products else self._exact_here(name)
                found = found or (self._exact_here(name) if products else None)
                if found and not _denied(words, at, at + count):
                    yield name, found
                    step = count
                    break
            at += step

    def _exact_here(self, name: str) -> Match | None:
        if found := self._by_name.get(name):
            return found
        salt = salt_of(tuple(name.split()))
        if salt is None or not salt.known or salt.aid or salt.ingredient not in self.records:
            return None
        return (
            self._match(salt.ingredient) if name.split()[-1] not in ("and", "und", "et", "of", "de") else None
        )

    def hidden(self, printed: str) -> Match | None:
        """A known name within a longer one of a list: "natural menthol flavor". None where it is denied."""
        words = fold(printed).split()
        if "paprika" in words:
            return None
        named = (
            at for at, word in enumerate(words) if word in HIDDEN_WORDS and not _denied(words, at, at + 1)
        )
        word = next((words[at] for at in named), "")
        found = self._by_name.get(word)
        return replace(found, doubtful=True, of_source=len(words) > 1 or found.of_source) if found else None


def _iu_per_mcg(vitamin_d: Ingredient | None) -> float:
    """What content says: its limit in micrograms "equals 4000 IU". 0 where it says nothing."""
    for limit in vitamin_d.limits if vitamin_d else ():
        found = re.search(r"equals (\d+) IU", limit.note)
        if found and limit.high and limit.unit.startswith("mcg"):
            return int(found[1]) / limit.high
    return 0.0


def _products_of_minerals(record: Ingredient) -> frozenset[str]:
    """Names with a mineral in them that mean a product of their own: "magnesium chloride spray"."""
    return frozenset(fold(name) for name in record.names) if "topical" in record.routes else frozenset()


def _trimmed(name: str) -> str:
    words = name.split()
    while words and words[-1] in _HARMLESS:
        words.pop()
    while words and words[0] in _HARMLESS:
        words.pop(0)
    return " ".join(words)


def _denied(words: list[str], start: int, end: int) -> bool:
    before, after = words[max(0, start - 2) : start], words[end : end + 1]
    denial = {"no", "without", "ohne", "sans", "free", "non", "not", "frei", "zero", "sin", "zonder"}
    return bool(after and after[0] in {"free", "frei", "less"}) or bool(before and before[-1] in denial) or (
        len(before) == 2 and before[0] in {"free", "frei"} and before[1] in {"of", "from", "von"}
    )  # fmt: skip


def _shorter(name: str) -> Iterator[str]:
    yield name
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]


def _one_letter_off(names: Iterable[str]) -> dict[str, list[str]]:
    """Every name without one of its letters: two names one letter apart meet here."""
    found: dict[str, list[str]] = {}
    for name in names:
        for form in set(_shorter(name)):
            found.setdefault(form, []).append(name)
    return found


def _within_two(first: str, second: str) -> bool:
    """Whether at most two letters differ, with the same first letter and about the same length."""
    if abs(len(first) - len(second)) > 2 or first[0] != second[0]:
        return False
    before = list(range(len(second) + 1))
    for row, left in enumerate(first, 1):
        now = [row]
        for column, right in enumerate(second, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (left != right)))
        if min(now) > 2:
            return False
        before = now
    return before[-1] <= 2


def _differs_in_a_long_word(first: str, second: str) -> bool:
    """A slip of the pen in a long word is one; "vitamin c" is not a misspelt "vitamin b"."""
    left, right = first.split(), second.split()
    pairs = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    return len(left) != len(right) or all(min(map(len, pair)) >= 5 for pair in pairs)


_KEPT: dict[str, Names] = {}


def names_of(library: Library) -> Names:
    """The names of this library, made once for each version of content."""
    if library.version not in _KEPT:
        rule = library.parsing_rules.get("parse_elemental_vs_salt")
        made = Names(library.ingredients, rule.text if rule else "")
        if len(_KEPT) > 3:
            _KEPT.clear()
        _KEPT[library.version] = made
    return _KEPT[library.version]
