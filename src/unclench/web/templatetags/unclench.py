# SPDX-License-Identifier: Apache-2.0
"""Template tags: `{% part "name" option=value %}`, `{% icon "moon" %}`, and words for times and spans."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from unclench.web import parts, words

register = template.Library()


@register.simple_tag
def part(part_name: str, **values: Any) -> SafeString:
    # A template hands its literals over as SafeString, which no path accepts.
    return parts.render_part(str.__str__(part_name), values)


@register.simple_tag
def icon(name: str) -> SafeString:
    # Our own files, read once; nothing a person typed goes in.
    return mark_safe(parts.icon(str.__str__(name)))  # noqa: S308


@register.filter
def clock(moment: datetime) -> str:
    return words.clock(moment)


@register.filter
def lasted(span: timedelta | None) -> str:
    return words.lasted(span)


@register.filter
def drawn(svg: str) -> SafeString:
    """SVG that the body room drew from our own data."""
    return mark_safe(svg)  # noqa: S308
