# SPDX-License-Identifier: Apache-2.0
"""Apple Health's export.zip, or the export.xml in it."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from unclench.errors import InputError
from unclench.intake.apple_health_fields import Block, Places
from unclench.intake.apple_health_records import Records
from unclench.intake.apple_health_scan import BLOCK_BYTES, Odd, blocks, layouts, rare_tags, record_places
from unclench.intake.apple_health_workouts import Outline
from unclench.intake.archive import Archive
from unclench.intake.gathering import Gathering

__all__ = ["NAME", "read", "recognises"]

NAME = "apple_health"

_ROOT = b"<HealthData"
_END = b"</HealthData"
_HEAD_BYTES = 1 << 16
_MOST_CANDIDATES = 40


def recognises(archive: Archive) -> bool:
    """Whether one of its files begins as Apple Health's export does, whatever it is called."""
    return _member(archive) is not None


def read(archive: Archive, into: Gathering) -> None:
    """Read every entry. A file that ends in the middle gives what came before."""
    name = _member(archive)
    if name is None:
        raise InputError(
            "This is no export of Apple Health.", why="None of its files holds health data.",
            todo="In the Health app: your picture, then Export All Health Data.", field="file",
        )  # fmt: skip
    reader = _Reader(into)
    size = max(1, archive.size(name))
    done, ended = 0, False
    block = Block(BLOCK_BYTES)
    with archive.open(name) as stream:
        for filled, last in blocks(stream, block):
            start = max(0, block.bytes.find(_ROOT, 0, filled)) if not done else 0
            reader.block(block, start, filled)
            ended = last and block.bytes.rfind(_END, 0, filled) >= 0
            done += filled
            into.progress(done / size)
    reader.close()
    if not ended:
        into.notes.append("The file ends in the middle. What came before its end was read.")


class _Reader:
    """Reads block after block, remembering what reaches from one into the next."""

    def __init__(self, into: Gathering) -> None:
        self._into = into
        self._records = Records(into)
        self._outline = Outline(into)

    def block(self, block: Block, start: int, stop: int) -> None:
        begins, stops, rare, hands = record_places(block, start, stop)
        by_hand = np.zeros(len(begins), np.bool_)
        outside = self._follow(block, np.sort(np.concatenate([rare, hands])), begins, by_hand)
        begins, stops, by_hand = begins[outside], stops[outside], by_hand[outside]
        odd = Odd()
        self._records.take(list(layouts(block, begins, stops, stop, odd)), by_hand)
        if odd.rows:
            self._odd(odd, by_hand)
        if odd.unreadable:
            self._into.reject("an entry that is damaged", odd.unreadable)

    def close(self) -> None:
        self._outline.close()

    def _follow(
        self, block: Block, places: Places, begins: Places, by_hand: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Follow workouts, correlations and entries typed in; which entries lie in no correlation."""
        outside = np.ones(len(begins), np.bool_)
        self._outline.block_begins()
        for tag in rare_tags(block, places):
            if tag.name == "MetadataEntry":
                if tag.attributes.get("key") == "HKWasUserEntered" and tag.attributes.get("value") == "1":
                    self._typed_in(tag.place, begins, by_hand)
                continue
            reached = self._outline.tag(tag)
            if reached is not None:
                outside &= (begins < reached[0]) | (begins > reached[1])
        if self._outline.correlated_since is not None:
            outside &= begins < self._outline.correlated_since
        return outside

    def _typed_in(self, place: int, begins: Places, by_hand: NDArray[np.bool_]) -> None:
        row = int(np.searchsorted(begins, place)) - 1
        if self._outline.in_workout:
            self._outline.typed_in()
        elif row >= 0:
            by_hand[row] = True

    def _odd(self, odd: Odd, by_hand: NDArray[np.bool_]) -> None:
        """The entries that were written in no usual way, now in the usual one."""
        text = b"\n".join(odd.text)
        block = Block.of(text)
        begins, stops, _, _ = record_places(block, 0, len(text))
        rows = np.array(odd.rows, np.intp)
        again = Odd()
        self._records.take(list(layouts(block, begins, stops, len(text), again)), by_hand[rows])
        odd.unreadable += len(again.rows) + again.unreadable


def _member(archive: Archive) -> str | None:
    """The name of the member that holds the entries: the largest that begins as the export does."""
    names = archive.ending(".xml") if archive.is_zip else archive.names
    found = None
    with suppress(InputError):
        for name in sorted(names, key=archive.size, reverse=True)[:_MOST_CANDIDATES]:
            if _begins_so(archive.head(name, _HEAD_BYTES)):
                found = name
                break
    return found


def _begins_so(head: bytes) -> bool:
    return _ROOT in head
