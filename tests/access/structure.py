# SPDX-License-Identifier: Apache-2.0
"""What a page is built of, and the few pages that together show everything that any page is built of.

axe looks at structure: at elements, their classes, roles and names, and at what stands within what. Two pages built of
the same things give the same answer, so a few well-chosen ones speak for hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

__all__ = ["chosen", "signature"]

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# Of these the value matters to a rule; of other attributes of ARIA only that they are there.
_BY_VALUE = frozenset({"role", "type", "lang", "aria-hidden", "aria-current", "scope", "tabindex"})
_BY_NAME = frozenset({"alt", "title", "for", "hidden", "disabled", "required", "href", "colspan"})
_LONG_WORD = 20
_SHORT_LINK = 4


class _Walk(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = []
        self.found: set[str] = set()
        self.heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = tag + "".join(f".{one}" for one in sorted((said.get("class") or "").split()))
        name += "".join(f"[{key}={said[key]}]" for key in sorted(_BY_VALUE & said.keys()))
        name += "".join(f"[{key}]" for key in sorted(said) if key in _BY_NAME or _named(key))
        path = f"{self.open[-1][1] if self.open else ''}>{name}"
        self.found.add(path)
        if re.fullmatch("h[1-6]", tag):
            self.found.add(f"{self.heading} then {tag}")
            self.heading = tag
        if tag not in _VOID:
            self.open.append((tag, name, path))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while tag in (known for known, _, _ in self.open):
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        """Not the words, but what they do to the layout: a word too long for a line, a link too short for a finger."""
        tag, _, path = self.open[-1] if self.open else ("", "", "")
        text = data.strip()
        if not text or tag in ("script", "style"):
            return
        self.found.add(f"{path} says something")
        longest = max(len(word) for word in re.split(r"[\s\-/]+", text))
        for long in range(_LONG_WORD, longest + 1, 10):
            self.found.add(f"{path} has a word of {long} or more")
        if tag == "a" and len(text) <= _SHORT_LINK:
            self.found.add(f"{path} is only {len(text)} long")


def _named(key: str) -> bool:
    return key.startswith("aria-") and key not in _BY_VALUE


def signature(html: str) -> frozenset[str]:
    """Every kind of thing a page is built of: parent > child, the order of headings, what bends a layout."""
    walk = _Walk()
    walk.feed(html)
    walk.close()
    return frozenset(walk.found)


def chosen(signatures: Mapping[str, frozenset[str]], sizes: Mapping[str, int] | None = None) -> list[str]:
    """Pages that together show all that any page shows, few of them: always the one that adds most for its size.

    sizes: of the pages, in any unit; axe takes longer for a long one.

    >>> chosen({"a": frozenset("xy"), "b": frozenset("yz"), "c": frozenset("xyz")})
    ['c']
    """
    missing = frozenset[str]().union(*signatures.values())
    taken = []
    while missing:
        worth = {
            address: len(found & missing) / (sizes[address] if sizes else 1)
            for address, found in signatures.items()
        }
        best = max(sorted(worth), key=worth.__getitem__)
        taken.append(best)
        missing -= signatures[best]
    return taken
