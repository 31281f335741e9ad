# SPDX-License-Identifier: Apache-2.0
"""A text table of unknown making as rows of cells: bounded in every direction, whatever the bytes are."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import PurePosixPath

from unclench.errors import InputError
from unclench.intake.archive import Archive

__all__ = [
    "DELIMITERS",
    "HEAD_BYTES",
    "MOST_COLUMNS",
    "cells_of",
    "delimiter_of",
    "encoding_of",
    "lines_of",
    "rows_in",
    "tables",
]

DELIMITERS = ";,\t|"
HEAD_BYTES = 65_536
MOST_COLUMNS = 500
MOST_CHARACTERS_A_LINE = 262_144
MOST_LINES_A_ROW = 60
"""A note may hold line breaks; a quotation mark that is never closed would swallow the rest of the file."""
MOST_UNCLOSED = 500
_MOST_MEMBERS = 200


def _other_code_page(problem: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 come from an older Windows program: read each as cp1252."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    if not problem.encoding.startswith("utf-8"):
        return "\ufffd", problem.end
    return problem.object[problem.start : problem.end].decode("cp1252", "replace"), problem.end


codecs.register_error("unclench-cp1252", _other_code_page)


def delimiter_of(line: str) -> str:
    """The mark between the cells of a heading that a program wrote: the most frequent, a comma where none is."""
    return max(",;\t", key=line.count)


def cells_of(line: str) -> list[str]:
    """The cells of such a heading, stripped; none where it is no row."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter_of(line)), [])]
    except csv.Error:
        return []


def encoding_of(head: bytes) -> str | None:
    """The encoding of a text by its first bytes; None where they are no text."""
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return None
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head.count(0) * 20 <= len(head):
        return None if sum(byte < 9 or 13 < byte < 32 for byte in head) * 20 > len(head) else "utf-8"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and even * 20 < odd:
        return "utf-16-le"
    return "utf-16-be" if even * 4 > len(head) and odd * 20 < even else None


def tables(archive: Archive) -> Iterator[tuple[str, str, list[str]]]:
    """The members that may be tables: name, encoding, and the whole lines among the first bytes.

    InputError where none is whole enough to be looked at.
    """
    wanted = archive.ending(".csv", ".tsv", ".txt", ".tab") if archive.is_zip else archive.names
    refusal, found = None, False
    for name in wanted[:_MOST_MEMBERS]:
        if name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("."):
            continue
        try:
            head = archive.head(name, HEAD_BYTES)
        except InputError as problem:
            refusal = problem
            continue
        encoding = encoding_of(head)
        if encoding is None:
            continue
        text = codecs.getincrementaldecoder(encoding)("unclench-cp1252").decode(head)
        lines = text.splitlines(keepends=True)
        found = True
        yield name, encoding, lines[:-1] if len(head) == HEAD_BYTES and len(lines) > 1 else lines
    if refusal is not None and not found:
        raise refusal


def lines_of(archive: Archive, name: str, encoding: str, at: Callable[[int], None]) -> Iterator[str]:
    """The lines of a member. at: told about how many bytes were read, now and then.

    InputError where it is damaged, or a line never ends.
    """
    width, count, characters = 2 if encoding.startswith("utf-16") else 1, 0, 0
    try:
        with (
            archive.open(name) as stream,
            TextIOWrapper(stream, encoding, "unclench-cp1252", newline="") as text,
        ):
            while line := text.readline(MOST_CHARACTERS_A_LINE):
                count += 1
                characters += len(line)
                if len(line) == MOST_CHARACTERS_A_LINE and line[-1] not in "\r\n":
                    raise _unreadable(f"Line {count} is longer than {MOST_CHARACTERS_A_LINE:,} characters.")
                if count % 20_000 == 0:
                    at(characters * width)
                yield line
    except (OSError, ValueError) as problem:
        raise _unreadable("The file is damaged.") from problem


class _Lines:
    """Lines for a csv reader, remembered until their row is made, so that they can be read once more."""

    def __init__(self, source: Iterator[str]) -> None:
        self.source = source
        self.again: deque[str] = deque()
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MOST_LINES_A_ROW:
            raise csv.Error("a row of too many lines")
        line = self.again.popleft() if self.again else next(self.source, "")
        if not line:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line


def rows_in(source: Iterator[str], delimiter: str, reject: Callable[[str], None]) -> Iterator[list[str]]:
    """Rows of cells. Where a quotation mark is never closed, its line alone is left out.

    InputError where rows have more columns than any diary.
    """
    lines, unclosed = _Lines(source), 0
    while True:
        lines.ended = False
        try:
            for row in csv.reader(lines, delimiter=delimiter):
                if lines.ended:
                    raise csv.Error("the file ends in a quotation")
                one_line, lines.taken = lines.taken, []
                if len(row) > MOST_COLUMNS and any(map(str.strip, row[MOST_COLUMNS:])):
                    raise _unreadable(f"A row has {len(row):,} columns; {MOST_COLUMNS} is the most.")
                if "\0" in one_line[0]:
                    reject("damaged")
                    continue
                yield row
            return
        except csv.Error:
            unclosed += 1
            if unclosed > MOST_UNCLOSED:
                raise _unreadable("Too many rows have a quotation mark that is never closed.") from None
            reject("a quotation mark that is never closed")
            lines.again.extendleft(reversed(lines.taken[1:]))
            lines.taken = []


def _unreadable(why: str) -> InputError:
    return InputError(
        "This table cannot be read.", why=why, field="file",
        todo="Save it again as CSV from the program it was made in, or choose another file.",
    )  # fmt: skip
