# SPDX-License-Identifier: Apache-2.0
"""The body map as a picture of links: one tap chooses area and side."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from unclench.body.areas import Area, Side
from unclench.body.zones import MAP_HEIGHT, MAP_WIDTH, MapView, Zone, silhouette, zones

__all__ = ["MapView", "Zone", "map_svg", "zones"]

_CAPTIONS = {MapView.FRONT: "Front", MapView.BACK: "Back"}
_NAMES = {MapView.FRONT: "Front of the body", MapView.BACK: "Back of the body"}


def map_svg(
    view: MapView,
    href: Callable[[Area, Side], str],
    label: Callable[[Area, Side], str],
    say: Callable[[str], str] = str,
) -> str:
    """One view of the body as inline SVG; each zone is a link with a box that is easy to hit.

    href, label: where a zone leads and what it is called, given its area and side (BOTH in the middle).
    say: puts the picture's few English words into another language.
    The picture takes all colour from classes and carries no id, so both views fit on one page.
    """
    caption, left, right = (escape(say(word)) for word in (_CAPTIONS[view], "Left", "Right"))
    parts = [
        f'<svg class="bodymap bodymap-{view}" viewBox="0 0 {MAP_WIDTH} {MAP_HEIGHT}" role="group"'
        f' aria-label="{escape(say(_NAMES[view]))}">',
        f'<path class="map-body" d="{silhouette()}"/>',
        _face() if view is MapView.FRONT else "",
        f'<text class="map-caption" x="{MAP_WIDTH // 2}" y="14" text-anchor="middle">{caption}</text>',
        f'<text class="map-caption" x="4" y="56">{left}</text>',
        f'<text class="map-caption" x="{MAP_WIDTH - 4}" y="56" text-anchor="end">{right}</text>',
        *(_link(zone, href(zone.area, zone.side), label(zone.area, zone.side)) for zone in zones(view)),
        "</svg>",
    ]
    return "".join(parts)


def _link(zone: Zone, href: str, label: str) -> str:
    hit = f"M{zone.x:g} {zone.y:g}h{zone.width:g}v{zone.height:g}h-{zone.width:g}z"
    return (
        f'<a class="zone" href="{escape(href)}" data-area="{zone.area}" data-side="{zone.side}"'
        f' aria-label="{escape(label)}"><path class="zone-shape" d="{zone.shape}"/>'
        f'<path class="zone-hit" d="{hit}"/></a>'
    )


def _face() -> str:
    """Eyes and a mouth: this view looks at you."""
    return '<path class="map-face" d="M65 43v2m14-2v2m-11 11q4 4 8 0"/>'
