# SPDX-License-Identifier: Apache-2.0
"""Takes typed values out of a record; what is wrong is noted and the reading goes on, so one check finds all."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

from unclench.errors import ContentError
from unclench.evidence.row import Row

__all__ = ["Fields", "records"]

_Choice = TypeVar("_Choice", bound=StrEnum)


class Fields:
    """One record being read. Every value asked for is ticked off; `close` reports what nobody asked for.

    record: the id a message names. problems: where every problem is put.
    """

    def __init__(self, row: Row, file: str, record: str, problems: list[ContentError]) -> None:
        self._row = row
        self._asked: set[str] = set()
        self.file = file
        self.record = record
        self.problems = problems

    def wrong(self, reason: str) -> None:
        """Notes a problem of this record, with its line."""
        self.problems.append(ContentError(self.file, self.record, f"{reason} (line {self._row.line})"))

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be empty."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and (value.strip() or default is not None):
            return " ".join(value.split())
        self.wrong(f"“{name}” is missing or empty" if value in (None, "") else f"“{name}” must be text")
        return ""

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts, each once; empty where it is not there and not needed."""
        value = self._take(name)
        if value is None and not needed:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.wrong(f"“{name}” is missing" if value is None else f"“{name}” must be a list of texts")
            return ()
        if needed and not value:
            self.wrong(f"“{name}” is empty")
        return tuple(" ".join(item.split()) for item in value)

    def ids(self, name: str, known: frozenset[str], what: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of ids that must all be known, each once; what names them in a message."""
        found = self.texts(name, needed=needed)
        for item in sorted(set(found) - known):
            self.wrong(f"unknown {what} “{item}” in “{name}”")
        if len(set(found)) != len(found):
            self.wrong(f"“{name}” names something twice")
        return found

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            self.wrong(f"“{name}” must be true or false")
            return False
        return value

    def whole(self, name: str, least: int = 0) -> int:
        """A whole number, not below least."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.wrong(f"“{name}” must be a whole number of at least {least}")
            return least
        return value

    def maybe_whole(self, name: str, least: int = 0) -> int | None:
        """A whole number where there is one."""
        return None if self._row.get(name) is None and self._take(name) is None else self.whole(name, least)

    def maybe_number(self, name: str) -> float | None:
        """A number where there is one."""
        value = self._take(name)
        if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
            return value
        self.wrong(f"“{name}” must be a number")
        return None

    def numbers(self, name: str) -> tuple[float, ...]:
        """A list of numbers; empty where it is not there."""
        value = self._take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(item) in (int, float) for item in value):
            self.wrong(f"“{name}” must be a list of numbers")
            return ()
        return tuple(float(item) for item in value)

    def number_or_text(self, name: str) -> float | str:
        """A number, or words such as "72 to 64"."""
        value = self._take(name)
        if isinstance(value, (int, float, str)) and not isinstance(value, bool) and value != "":
            return value
        self.wrong(f"“{name}” must be a number or text")
        return ""

    def choice(self, name: str, kind: type[_Choice]) -> _Choice:
        """One of the words of kind."""
        return self._chosen(name, self._take(name), kind)

    def choices(self, name: str, kind: type[_Choice]) -> tuple[_Choice, ...]:
        """At least one of the words of kind."""
        return tuple(self._chosen(name, value, kind) for value in self.texts(name, needed=True))

    def part(self, name: str) -> Fields | None:
        """A record within the record, where there is one."""
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, Row):
            self.wrong(f"“{name}” must be a record with fields")
            return None
        return Fields(value, self.file, self.record, self.problems)

    def parts(self, name: str) -> list[Fields]:
        """A list of records within the record."""
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, Row) for item in value):
            self.wrong(f"“{name}” must be a list of records")
            return []
        return [Fields(item, self.file, self.record, self.problems) for item in value]

    def says(self, name: str, word: str) -> bool:
        """Whether the field is just this one word, such as `areas: any`."""
        if self._row.get(name) != word:
            return False
        self._asked.add(name)
        return True

    def has(self, name: str) -> bool:
        """Whether the field stands there and is not empty."""
        return self._row.get(name) is not None

    def close(self) -> None:
        """Reports every field that has no meaning here."""
        for name in sorted(set(self._row) - self._asked):
            self.wrong(f"unknown field “{name}”")

    def _take(self, name: str) -> Any:
        self._asked.add(name)
        return self._row.get(name)

    def _chosen(self, name: str, value: Any, kind: type[_Choice]) -> _Choice:
        try:
            return kind(value)
        except ValueError:
            words = ", ".join(kind)
            self.wrong(
                f"“{name}” is missing: one of {words}" if value is None else f"“{name}” is not one of {words}"
            )
            return next(iter(kind))


def records(
    content: Any, key: str, file: str, problems: list[ContentError], name: str = "id"
) -> Iterator[Fields]:
    """The records of a list in a file, each with the id that messages name; an id that comes twice is a problem."""
    listed = content.get(key) if isinstance(content, Row) else None
    if not isinstance(listed, list):
        problems.append(ContentError(file, "file", f"must hold a list under “{key}”"))
        return
    seen: set[str] = set()
    for place, row in enumerate(listed, start=1):
        if not isinstance(row, Row):
            problems.append(ContentError(file, f"entry {place}", f"of “{key}” must be a record with fields"))
            continue
        label = row.get(name)
        fields = Fields(row, file, label if isinstance(label, str) and label else f"entry {place}", problems)
        if fields.record in seen:
            fields.wrong(f"the {name} “{fields.record}” stands twice")
        seen.add(fields.record)
        yield fields
