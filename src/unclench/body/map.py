# SPDX-License-Identifier: Apache-2.0
"""The body map as a picture of links: one tap chooses area and side."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from unclench.body.areas import Area, Side
from unclench.body.zones import MAP_HEIGHT, MAP_WIDTH, MapView, Zone, silhouette, zones

__all__ = ["MapView", "Zone", "map_svg", "zones"]

_CAPTIONS = {MapView.FRONT: "Front", MapView.BACK: "Back"}


def map_svg(view: MapView, href: Callable[[Area, Side], str], label: Callable[[Area, Side], str]) -> str:
    """One view of the body as inline SVG; each zone is a link with a box that is easy to hit.

    href, label: where a zone leads and what it is called, given its area and side (BOTH in the middle).
    The picture takes all colour from classes and carries no id, so both views fit on one page.
    """
    middle = MAP_WIDTH
    # Shapes are written in half units, as figures are; boxes, words and the picture follow suit.
    parts = [
        f'<svg class="bodymap bodymap-{view}" viewBox="0 0 {2 * MAP_WIDTH} {2 * MAP_HEIGHT}" role="group"'
        f' aria-label="{_CAPTIONS[view]} of the body">',
        f'<path class="map-body" d="{silhouette()}"/>',
        _face() if view is MapView.FRONT else "",
        f'<text class="map-caption" x="{middle}" y="24" text-anchor="middle">{_CAPTIONS[view]}</text>',
        '<text class="map-caption" x="4" y="84">Left</text>',
        f'<text class="map-caption" x="{2 * MAP_WIDTH - 4}" y="84" text-anchor="end">Right</text>',
        *(_link(zone, href(zone.area, zone.side), label(zone.area, zone.side)) for zone in zones(view)),
        "</svg>",
    ]
    return "".join(parts)


def _link(zone: Zone, href: str, label: str) -> str:
    return (
        f'<a class="zone" href="{escape(href)}" data-area="{zone.area}" data-side="{zone.side}"'
        f' aria-label="{escape(label)}"><path class="zone-shape" d="{zone.shape}"/>'
        f'<rect class="zone-hit" x="{2 * zone.x:g}" y="{2 * zone.y:g}" width="{2 * zone.width:g}"'
        f' height="{2 * zone.height:g}"/></a>'
    )


def _face() -> str:
    """Eyes and a mouth: this view looks at you."""
    return '<path class="map-face" d="M130 76v4m28-4v4m-22 20q8 8 16 0"/>'
