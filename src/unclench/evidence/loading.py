# SPDX-License-Identifier: Apache-2.0
"""The way into content/: load it, or check it."""

from __future__ import annotations

from pathlib import Path

from unclench.errors import ContentError
from unclench.evidence.compiled import cache_folder, keep, kept
from unclench.evidence.entities import Remedy
from unclench.evidence.library import Library
from unclench.evidence.sources import OURS, quick_mark

__all__ = ["check", "load", "remedies"]

# One library per folder for as long as its files stay the same; a web page must not build it anew.
_held: dict[Path, tuple[str, Library]] = {}


def load(folder: Path | None = None, cache: Path | None = None) -> Library:
    """The library of a content folder; without one, of the content that ships with Unclench.

    cache: where the compiled form is kept; without one, UNCLENCH_CACHE or the system's place for caches. An edit
    of a file is seen at the next call. Raises ContentError, the first of what `check` would list.
    """
    place = folder or OURS
    mark = quick_mark(place)
    held = _held.get(place)
    if held is not None and held[0] == mark:
        return held[1]
    shelf = cache_folder(cache)
    library = kept(shelf, place, mark)
    if library is None:
        from unclench.evidence.gathering import gather  # needs yaml, which the warm path does without

        library, problems = gather(place)
        if problems:
            raise problems[0]
        keep(library, shelf, place, mark)
    _held[place] = (mark, library)
    return library


def check(folder: Path | None = None) -> list[ContentError]:
    """Everything wrong with a content folder, in the order of the files; empty where nothing is."""
    from unclench.evidence.gathering import gather  # needs yaml

    return gather(folder or OURS)[1]


def remedies(area: str | None = None) -> tuple[Remedy, ...]:
    """The remedies of the content that ships with Unclench, all or those of an area. Raises UnknownArea."""
    library = load()
    return tuple(library.remedies.values()) if area is None else library.remedies_for(area)
