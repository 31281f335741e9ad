# SPDX-License-Identifier: Apache-2.0
"""Every example of every part, and drawings where YAML cannot hold one."""

from __future__ import annotations

from typing import Any

from unclench.body.areas import title
from unclench.body.map import MapView, map_svg
from unclench.web.parts import all_parts

__all__ = ["EXAMPLES", "WITHOUT_EXAMPLES"]


def _map(view: MapView) -> str:
    return map_svg(view, lambda area, side: f"/relief/{area}/{side}/", title)


EXAMPLES: dict[tuple[str, str], dict[str, Any]] = {
    (part.name, example): dict(values) for part in all_parts() for example, values in part.examples.items()
} | {("body_map", "drawn"): {"front": _map(MapView.FRONT), "back": _map(MapView.BACK)}}
"""(part, example) -> values."""

WITHOUT_EXAMPLES = sorted({part.name for part in all_parts()} - {part for part, _ in EXAMPLES})
"""Parts that nothing here shows; must be empty."""
