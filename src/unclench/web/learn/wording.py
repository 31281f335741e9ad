# SPDX-License-Identifier: Apache-2.0
"""Texts of content among words of the interface: what nobody has translated is marked as English wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from unclench.evidence.number_words import Speech
from unclench.web import words
from unclench.web.languages import ENGLISH, active
from unclench.web.library import still_english

__all__ = [
    "English", "as_html", "content", "foreign", "full_stop", "holds_english", "number", "said", "shown", "some",
    "speech", "untold",
]  # fmt: skip

_Record = TypeVar("_Record")


class English(str):
    """A text that is English on a page of another language. `{% lang text %}` says so at the element that shows it."""

    __slots__ = ()


def foreign(record: _Record) -> _Record:
    """A record that no overlay translates, with all its texts marked; as it is where the page is English."""
    return record if active() == ENGLISH else _marked(record, lambda text: True)


def untold(record: _Record) -> _Record:
    """A record that an overlay translates, with those texts marked that it does not have yet."""
    missing = still_english(active())
    return _marked(record, missing.__contains__) if missing else record


def _marked(value: Any, english: Callable[[str], bool]) -> Any:
    if type(value) is str:  # words of an enum are no texts
        return English(value) if value and english(value) else value
    if isinstance(value, tuple):
        return tuple(_marked(one, english) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(
        value, **{part.name: _marked(getattr(value, part.name), english) for part in fields(value)}
    )


def shown(text: str) -> SafeString:
    """A text as HTML, within a mark of its own where it is English."""
    if isinstance(text, English):
        return format_html('<span lang="{}">{}</span>', ENGLISH, str(text))
    return SafeString(conditional_escape(text))


def said(sentence: str, **values: object) -> SafeString:
    """A sentence of the interface with texts of content in its places, as HTML."""
    told = {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
    return format_html(sentence, **told)


def content(text: str) -> SafeString:
    """A text that no overlay translates, as HTML."""
    return shown(foreign(text))


def as_html(text: str) -> SafeString:
    """Words of ours among which every text of content went through `shown`."""
    return mark_safe(text)  # noqa: S308


def full_stop(text: str) -> str:
    """The text with one full stop at its end, in its language; nothing where there is no text."""
    return type(text)(text.rstrip(".") + ".") if text else ""


def some(*texts: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(text for text in texts if text)


def number(value: float) -> str:
    """A number as the page's language writes it."""
    return speech().number(f"{value:g}")


def speech() -> Speech:
    """How numbers are said on a page: as HTML, with what content says marked."""
    return Speech(words.spoken("numbers"), content)


def holds_english(*values: Any) -> bool:
    """Whether any text within is English on a page of another language."""
    return active() != ENGLISH and any(map(_holds, values))


def _holds(value: Any) -> bool:
    if isinstance(value, str):
        return isinstance(value, English) or (isinstance(value, SafeString) and f'lang="{ENGLISH}"' in value)
    if isinstance(value, tuple):
        return any(map(_holds, value))
    return is_dataclass(value) and any(_holds(getattr(value, part.name)) for part in fields(value))
