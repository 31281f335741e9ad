# SPDX-License-Identifier: Apache-2.0
"""The parts that pages are made of: a folder each under templates/parts/.

template.html draws it, style.css dresses it, options.yaml says what it takes (name, type, meaning, since) and holds
examples. The same examples feed the access tests, so an example that cannot be used by everyone cannot exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from unclench.errors import ContentError

__all__ = ["Part", "all_parts", "icon", "part_named", "render_part", "style_sheet"]

_WEB = Path(__file__).parent
PARTS = _WEB / "templates" / "parts"
_SHEETS = ("tokens.css", "page.css", "figures.css")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its options with their types, and its examples (name -> values)."""

    name: str
    meaning: str
    options: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, Mapping[str, Any]]


@cache
def part_named(name: str) -> Part:
    """The part of that name; ContentError where its folder is incomplete."""
    file = PARTS / name / "options.yaml"
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Part(name, raw["meaning"], raw.get("options") or {}, raw.get("examples") or {})
    except (OSError, KeyError, TypeError, yaml.YAMLError) as exc:
        raise ContentError(
            f"templates/parts/{name}/options.yaml", name, f"it cannot be read ({exc})"
        ) from exc


def all_parts() -> Iterator[Part]:
    """Every part, by name."""
    for folder in sorted(PARTS.iterdir()):
        if folder.is_dir():
            yield part_named(folder.name)


def render_part(name: str, values: Mapping[str, Any]) -> SafeString:
    """The HTML of a part; an option it does not know is a mistake in a page, so it is refused."""
    part = part_named(name)
    unknown = set(values) - set(part.options)
    if unknown:
        raise ContentError(f"templates/parts/{name}", name, f"it has no option “{sorted(unknown)[0]}”")
    return render_to_string(f"parts/{name}/template.html", dict(values))


@cache
def icon(name: str) -> str:
    """A line icon as inline SVG, hidden from screen readers: the words beside it say the same."""
    drawing = (_WEB / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    body = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
    inner = " ".join(body.split())
    return (
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        f' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{inner}</svg>'
    )


@cache
def style_sheet() -> tuple[str, str]:
    """All styles as one sheet, and its digest: tokens, page, figures, then each part's."""
    files = [_WEB / "static" / "css" / name for name in _SHEETS]
    files += sorted(PARTS.glob("*/style.css"))
    sheet = "\n".join(file.read_text(encoding="utf-8").strip() for file in files if file.exists())
    return sheet, sha256(sheet.encode()).hexdigest()[:12]
