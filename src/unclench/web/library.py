# SPDX-License-Identifier: Apache-2.0
"""What this server speaks from: the content in each language and the figures, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import unclench
from unclench import evidence
from unclench.body.areas import Area, Side
from unclench.evidence import Library

# What draws is imported where it draws: the first page has no figure and need not wait for it.
if TYPE_CHECKING:
    from unclench.body.figure import Figure
    from unclench.body.figure_records import Figures
    from unclench.evidence.overlay import Translated

__all__ = ["drawn", "figures", "library", "still_english", "warm"]

_ENGLISH = "en"


@cache
def library(language: str = _ENGLISH) -> Library:
    """The content in a language, checked on load; what is not translated is English in it."""
    return evidence.load() if language == _ENGLISH else _translated(language).library


@cache
def still_english(language: str) -> frozenset[str]:
    """The texts of content that a page in this language still shows in English."""
    if language == _ENGLISH:
        return frozenset()
    english = library()
    listed = (text for path in _translated(language).missing for text in _texts(path, english))
    return frozenset(listed) | _words_of_care(language)


def _words_of_care(language: str) -> frozenset[str]:
    """What the questions and cards about warning signs say in English only."""
    from unclench.care import spoken_texts

    return spoken_texts(library()) & spoken_texts(library(language))


@cache
def _translated(language: str) -> Translated:
    from unclench.evidence.overlay import translated

    return translated(library(), language)


def _texts(path: str, english: Library) -> Iterable[str]:
    """The English texts that a path of `Translated.missing` stands for."""
    kind, key, field, *more = path.split(".")
    value: Any = getattr(_shelf(kind, english)[key], field)
    if field == "cautions":
        return [part.why for part in value if part.condition == more[0]]
    if more:
        value = getattr(value, more[0])
    return (value,) if isinstance(value, str) else value


def _shelf(kind: str, english: Library) -> Mapping[str, Any]:
    if kind == "signs":
        listed = (sign for row in english.stop_signs.values() for sign in row.signs)
        return {sign.id: sign for sign in (*listed, *english.everyone_signs)}
    shelf: Mapping[str, Any] = getattr(english, {"stop_lines": "stop_signs"}.get(kind, kind))
    return shelf


@cache
def figures() -> Figures:
    """The poses of content/figures.yaml."""
    from unclench.body.figure_records import load_figures

    return load_figures(Path(unclench.__file__).parent / "content" / "figures.yaml")


@cache
def drawn(remedy_id: str, side: Side, area: Area) -> Figure | None:
    """The figure of a remedy for a side and an area; None where the remedy has none."""
    from unclench.body.figure import figure, has_figure

    return figure(remedy_id, side, figures(), area) if has_figure(remedy_id, figures()) else None


@cache
def warm() -> None:
    """Read the poses in the background, once: the next touch then finds its figures ready."""
    Thread(target=figures, name="figures", daemon=True).start()
