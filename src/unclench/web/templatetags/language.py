# SPDX-License-Identifier: Apache-2.0
"""Template tags for the page's language: `{% english %}`, `{% lang text %}`, `{{ text|shown }}`, `{{ text|said }}`."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from unclench.web import languages
from unclench.web.learn import wording
from unclench.web.library import still_english

register = template.Library()

_ENGLISH = mark_safe(' lang="en"')
_AS_THE_PAGE = mark_safe("")


@register.simple_tag
def english() -> SafeString:
    """Marks an element whose words are English whatever the page speaks."""
    return _AS_THE_PAGE if languages.active() == languages.ENGLISH else _ENGLISH


@register.simple_tag
def lang(*texts: str) -> SafeString:
    """Marks an element that shows texts of content, one of which nobody has translated yet."""
    missing = still_english(languages.active())
    english = any(isinstance(text, wording.English) or str(text) in missing for text in texts)
    return _ENGLISH if english else _AS_THE_PAGE


@register.filter
def shown(text: str) -> SafeString:
    """A text of content among others, within a mark of its own where it is English."""
    return wording.shown(text)


@register.filter
def said(text: object) -> str:
    """An error's or a field's English words in the page's language."""
    return languages.said(text)
