# SPDX-License-Identifier: Apache-2.0
"""XML as a plain tree. Documents that bring their own entities are refused; one that breaks off is kept up to there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from unclench.vetting.refusals import UnreadableLabel

__all__ = ["Element", "parse"]

DEEPEST = 120
MOST_ELEMENTS = 150_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class Element:
    """One element: its name without prefix, its attributes, and what stands in it, texts and elements in order."""

    __slots__ = ("attributes", "inside", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.inside: list[str | Element] = []

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    def children(self, name: str) -> Iterator[Element]:
        return (one for one in self.inside if isinstance(one, Element) and one.name == name)

    def child(self, *path: str) -> Element | None:
        """The first element on this path."""
        found: Element | None = self
        for name in path:
            found = next(found.children(name), None) if found is not None else None
        return found

    def below(self, name: str) -> Iterator[Element]:
        """Every element of this name, however deep, in document order."""
        waiting = [one for one in reversed(self.inside) if isinstance(one, Element)]
        while waiting:
            one = waiting.pop()
            if one.name == name:
                yield one
            waiting.extend(inner for inner in reversed(one.inside) if isinstance(inner, Element))


def parse(text: str) -> tuple[Element, bool]:
    """The root of a document and whether it was whole; an empty one without a name where nothing could be read.

    Raises UnreadableLabel where it is unsafe.
    """
    reader = expat.ParserCreate()
    top = Element("", {})
    open_ = [top]
    count = 0

    def starts(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS or len(open_) > DEEPEST:
            raise _unsafe("It holds more parts than a label does.")
        element = Element(name.rpartition(":")[2], attributes)
        open_[-1].inside.append(element)
        open_.append(element)

    def ends(_name: str) -> None:
        open_.pop()

    def says(data: str) -> None:
        inside = open_[-1].inside
        if inside and isinstance(inside[-1], str):
            inside[-1] += data
        else:
            inside.append(data)

    def refuse(*_what: object) -> None:
        raise _unsafe("It brings definitions of its own, which could hide or fetch things.")

    reader.StartElementHandler = starts
    reader.EndElementHandler = ends
    reader.CharacterDataHandler = says
    reader.StartDoctypeDeclHandler = refuse
    reader.EntityDeclHandler = refuse
    reader.ExternalEntityRefHandler = lambda *_: 0
    reader.buffer_text = True
    whole = True
    try:
        reader.Parse(_DECLARATION.sub("", text).encode("utf-8", errors="replace"), True)
    except expat.ExpatError:
        whole = False
    root = next((one for one in top.inside if isinstance(one, Element)), top)
    return root, whole


def _unsafe(why: str) -> UnreadableLabel:
    return UnreadableLabel(
        "This XML is not taken.", why=why, todo="Send the label's own file, or paste its text."
    )
