# SPDX-License-Identifier: Apache-2.0
"""Finds the entries in a block of an Apple Health export, and where in it each attribute's value stands.

No XML parser: the document type that iOS 16 writes is malformed, and every strict parser stops in it. Entries of one
kind are written alike, so all with the same distances between their quotation marks are taken apart together; what
looks like no other is taken apart alone, and written anew in the usual way for another round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import IO

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unclench.errors import InputError
from unclench.intake.apple_health_fields import MARGIN, Block, Places

__all__ = [
    "BLOCK_BYTES",
    "Layout",
    "Odd",
    "Tag",
    "attributes",
    "blocks",
    "layouts",
    "rare_tags",
    "record_places",
]

BLOCK_BYTES = 1 << 22
_READ_BYTES = 1 << 17
_MOST_LAYOUTS = 24
_MOST_QUOTES = 40
_LONGEST_TAG = 1 << 14
_LESS, _QUOTE = 0x3C, 0x22
_FACTORS = np.cumprod(np.full(_MOST_QUOTES // 2, 1_000_003, np.int64))

_NAMES = (
    "type", "sourceName", "device", "unit", "creationDate", "startDate", "endDate", "value",
)  # fmt: skip
_ATTRIBUTE_NAME = re.compile(rb"\s+([A-Za-z_][\w:.-]*)\s*=\s*")
_ATTRIBUTE = re.compile(rb"""([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(rb"""<(/?[A-Za-z]+)((?:[^"'<>]|"[^"]*"|'[^']*')*+)>""")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def _word(text: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(text, "little"))


_SEVEN = np.uint64(0x00FFFFFFFFFFFFFF)
_RECORD = _word(b"<Record")
_RARE = tuple(_word(text) for text in (b"<Workou", b"</Worko", b"<Correl", b"</Corre", b"<Export"))
_METADATA = _word(b"<Metada")
_BY_HAND = _word(b"HKWasUse")
_USUAL_METADATA = _word(b"try key=")


@dataclass(frozen=True, slots=True)
class Tag:
    """One rare element, taken apart. place: where in the block it begins."""

    place: int
    name: str
    attributes: Mapping[str, str]
    closed: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Entries whose attributes stand in the same order. begin, end: by attribute, where each entry's value stands.

    rows: which entries of the block they are.
    """

    block: Block
    rows: NDArray[np.intp]
    begin: Mapping[str, Places]
    end: Mapping[str, Places]


@dataclass(slots=True)
class Odd:
    """Entries that fit no layout, written anew; the block they came from knows them as `rows`."""

    rows: list[int] = field(default_factory=list)
    text: list[bytes] = field(default_factory=list)
    unreadable: int = 0


def blocks(stream: IO[bytes], block: Block) -> Iterator[tuple[int, bool]]:
    """Fill the block again and again; each time, how many bytes of it end before a tag, and whether it is the last.

    An entry and what stands inside it come in one block. A stream that breaks ends there.
    """
    size = len(block.bytes) - MARGIN
    filled, any_read, more = 0, False, True
    while True:
        try:
            while filled < size and (got := stream.read(min(size - filled, _READ_BYTES))):
                block.bytes[filled : filled + len(got)] = got
                filled += len(got)
        except InputError:
            if not filled and not any_read:
                raise
            more = False
        any_read = True
        if filled < size or not more:
            block.view[filled:] = 0
            yield filled, True
            return
        cut = block.bytes.rfind(b"<Record", 0, filled)
        if cut <= 0:
            cut = block.bytes.rfind(b"<", 0, filled)
        if cut > 0:
            yield cut, False
            block.view[: filled - cut] = block.view[cut:filled].copy()
            filled -= cut
        else:
            filled = 0


def record_places(block: Block, start: int, stop: int) -> tuple[Places, Places, Places, Places]:
    """Where each Record begins, where the next tag behind it begins, where rare tags begin, and where an entry says
    that it was typed in by hand."""
    tags = np.flatnonzero(block.view[start:stop] == _LESS) + start
    words = block.words[tags] & _SEVEN
    behind = np.append(tags[1:], stop)
    spaced = block.view[tags + 7] <= 0x20
    records = (words == _RECORD) & spaced
    rare = np.zeros(len(tags), np.bool_)
    for word in _RARE:
        rare |= words == word
    metadata = tags[words == _METADATA]
    usual = block.words[metadata + 11] == _USUAL_METADATA
    by_hand = metadata[(block.words[metadata + 20] == _BY_HAND) | ~usual]
    return tags[records], behind[records], tags[rare], by_hand


def rare_tags(block: Block, places: Places) -> Iterator[Tag]:
    """The tags at these places, one by one; what is not a whole tag is left out."""
    for place in places.tolist():
        found = _TAG.match(block.bytes, place, place + _LONGEST_TAG)
        if found is not None:
            inside = found[2]
            yield Tag(place, found[1].decode("ascii"), attributes(inside), inside.rstrip().endswith(b"/"))


def attributes(text: bytes) -> dict[str, str]:
    """The attributes of one tag as text. Entities that a document declares itself are never looked up."""
    told: dict[str, str] = {}
    for name, one, other in _ATTRIBUTE.findall(text):
        told.setdefault(name.decode("ascii", "replace"), plain(one or other))
    return told


def plain(text: bytes) -> str:
    """A value as people read it: entities resolved, control characters gone."""
    words = text.decode("utf-8", "replace")
    if "&" in words:
        words = _ENTITY.sub(lambda found: unescape(found[0]), words)
    if not words.isprintable():
        words = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(words.split())


def layouts(block: Block, begins: Places, stops: Places, stop: int, odd: Odd | None) -> Iterator[Layout]:
    """The entries in groups of one layout. odd: takes what fits none; None where it is only to be counted out."""
    if not len(begins):
        return
    first_place = int(begins[0])
    quotes = np.flatnonzero(block.view[first_place:stop] == _QUOTE) + first_place
    first = np.searchsorted(quotes, begins)
    count = np.searchsorted(quotes, stops) - first
    left_over: list[NDArray[np.intp]] = []
    for many in np.unique(count).tolist():
        rows = np.flatnonzero(count == many)
        if many % 2 or not 6 <= many <= _MOST_QUOTES:
            left_over.append(rows)
            continue
        places = sliding_window_view(quotes, many)[first[rows]]
        yield from _same(block, rows, begins[rows], places, left_over)
    if odd is not None:
        for row in sorted(np.concatenate(left_over).tolist() if left_over else []):
            _rewrite(block, row, int(begins[row]), odd)


def _same(
    block: Block,
    rows: NDArray[np.intp],
    begins: Places,
    quotes: Places,
    left_over: list[NDArray[np.intp]],
) -> Iterator[Layout]:
    """Split entries of as many quotation marks by the distances between them and the first letters of the names."""
    before = np.empty((len(rows), quotes.shape[1] // 2), np.int64)
    before[:, 0] = begins + 6
    before[:, 1:] = quotes[:, 1:-1:2]
    key = ((quotes[:, ::2] - before) * 256 + block.view[before + 2]) @ _FACTORS[: before.shape[1]]
    after = block.view[quotes[:, -1] + 1]
    fits = (after == 0x2F) | (after == 0x3E)
    open_rows = np.arange(len(rows))
    left_over.append(rows[~fits])
    open_rows = open_rows[fits]
    for _ in range(_MOST_LAYOUTS):
        if not len(open_rows):
            return
        alike = key[open_rows] == key[open_rows[0]]
        chosen, open_rows = open_rows[alike], open_rows[~alike]
        names = _names(block, int(begins[chosen[0]]), quotes[chosen[0]].tolist())
        if names is None:
            left_over.append(rows[chosen])
            continue
        wanted = {name: at for at, name in reversed(list(enumerate(names))) if name in _NAMES}
        yield Layout(
            block, rows[chosen],
            {name: quotes[chosen, 2 * at] + 1 for name, at in wanted.items()},
            {name: quotes[chosen, 2 * at + 1] for name, at in wanted.items()},
        )  # fmt: skip
    left_over.append(rows[open_rows])


def _names(block: Block, begin: int, quotes: list[int]) -> list[str] | None:
    """The attribute names of one entry; None where something else stands between the quotation marks."""
    names, before = [], begin + 6
    for opening, closing in zip(quotes[::2], quotes[1::2], strict=True):
        found = _ATTRIBUTE_NAME.fullmatch(block.bytes, before + 1, opening)
        if found is None:
            return None
        names.append(found[1].decode("ascii", "replace"))
        before = closing
    return names


def _rewrite(block: Block, row: int, begin: int, odd: Odd) -> None:
    found = _TAG.match(block.bytes, begin, begin + _LONGEST_TAG)
    if found is None or found[1] != b"Record":
        odd.unreadable += 1
        return
    told: dict[bytes, bytes] = {}
    for name, one, other in _ATTRIBUTE.findall(found[2]):
        told.setdefault(name, (one or other).replace(b'"', b"&quot;").replace(b"<", b"&lt;"))
    parts = [b'%b="%b"' % (name.encode(), told[name.encode()]) for name in _NAMES if name.encode() in told]
    if len(parts) < 4:
        odd.unreadable += 1
        return
    odd.rows.append(row)
    odd.text.append(b"<Record " + b" ".join(parts) + b"/>")
