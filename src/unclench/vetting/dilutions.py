# SPDX-License-Identifier: Apache-2.0
"""Homeopathic dilutions: "6X HPUS", "30C", "D6", "4 [hp_X]/1"."""

from __future__ import annotations

import re
from itertools import islice

from unclench.vetting.quantities import Dilution, Scale

__all__ = ["Thinned", "dilutions_in", "speaks_of_homeopathy"]

MOST_DILUTIONS = 60
_SCALES = {
    "X": Scale.X,
    "D": Scale.X,
    "DH": Scale.X,
    "C": Scale.C,
    "CH": Scale.C,
    "CK": Scale.C,
    "K": Scale.C,
}
_ANYWHERE = re.compile(r"(?<![\w.,])(?P<n>\d{1,5})\s?\[hp_(?P<s>[XCMQ])\]", re.I)
_AFTER = re.compile(
    r"(?<![\w.,°/-])(?P<n>\d{1,5})\s?(?P<s>X|CH|CK|C|DH|LM|K)(?![\w°%-])(?!\s?\d+(?![\d.,]*\s?%)|\s?(?:tablets|mg|ml))"
)
_BEFORE = re.compile(
    r"(?<![\w-])(?<![Vv]itamin )(?<!VITAMIN )(?P<s>DH|D|CH|C|LM)\s?(?P<n>\d{1,5})(?![\w.,%-]|\s?(?:mg|mcg|µg|"
    r"g\b|IU|IE|I\.))"
)
_TINCTURE = re.compile(r"(?<![\w-])(?:mother tincture|urtinktur|MT HPUS|Ø)(?!\w)", re.I)
_HOMEOPATHY = re.compile(
    r"\bhomo?e?opath|\bhomöopath|\bHPUS\b|\bH\.P\.U\.S|\bhp_[XCMQ]\b|\bglobuli\b|\bHAB\b", re.I
)


class Thinned(tuple[int, int, Dilution]):
    """Where a dilution begins and ends in the text, and the dilution."""

    __slots__ = ()


def speaks_of_homeopathy(text: str) -> bool:
    return bool(_HOMEOPATHY.search(text))


def dilutions_in(text: str, *, homeopathic: bool = False) -> tuple[Thinned, ...]:
    """Every dilution in the text. homeopathic: the label says elsewhere that it is, so "D6" and "30C" count too."""
    surely = homeopathic or speaks_of_homeopathy(text)
    found: dict[int, Thinned] = {}
    for pattern in (_ANYWHERE, _AFTER, *((_BEFORE,) if surely else ())):
        for match in islice(pattern.finditer(text), MOST_DILUTIONS):
            if not surely and pattern is _AFTER and match["s"] != "X":
                continue
            steps, letter = int(match["n"]), match["s"].upper()
            if steps and not any(
                start < match.end() and match.start() < end for start, end, _ in found.values()
            ):
                found[match.start()] = Thinned(
                    (match.start(), match.end(), _dilution(match.group(), steps, letter))
                )
    if surely:
        for match in _TINCTURE.finditer(text):
            undiluted = Dilution(
                written=match.group(), scale=Scale.MOTHER_TINCTURE, steps=0, parts_log10=None
            )
            found.setdefault(match.start(), Thinned((match.start(), match.end(), undiluted)))
    return tuple(found[start] for start in sorted(found))


def _dilution(written: str, steps: int, letter: str) -> Dilution:
    """X and D go down by ten a step, C by a hundred. What another letter stands for is not worked out."""
    scale = _SCALES.get(letter, Scale.LM)
    power = {Scale.X: 1.0, Scale.C: 2.0}.get(scale)
    return Dilution(written=written, scale=scale, steps=steps, parts_log10=power * steps if power else None)
