# SPDX-License-Identifier: Apache-2.0
"""From bytes to text a person could have read, or a refusal that says what to send instead."""

from __future__ import annotations

import codecs
import html
import re

from unclench.vetting.refusals import UnreadableLabel

__all__ = ["MOST_BYTES", "plain", "text_of"]

MOST_BYTES = 5 * 1024 * 1024
SEND_TEXT = "Send the label as text, or as JSON or XML from a label database."

_PICTURES_AND_PACKS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"BM6",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SCRIPTS = re.compile(r"<(script|style)\b[^>]{0,2000}>.{0,20000}?</\1\s*>", re.I | re.S)
_COMMENTS = re.compile(r"<!--.{0,20000}?-->", re.S)
_BREAKS = re.compile(
    r"<\s*/?\s*(?:br|p|div|li|tr|td|th|ul|ol|table|h[1-6]|paragraph|item)\b[^<>]{0,2000}>", re.I
)
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_ENDLESS = re.compile(r"([^\s,;]{120})[^\s,;]+")
_LINES = re.compile(r" ?\n[ \n]*")


def text_of(data: bytes) -> str:
    """The text in these bytes, whatever its encoding. Raises UnreadableLabel where it is none."""
    if len(data) > MOST_BYTES:
        raise UnreadableLabel(
            "This file is too big for a label.",
            why=f"It has {len(data) / 1024 / 1024:.1f} MB; a label has less than 5 MB.",
            todo="Send the record of one product.",
        )
    if data.startswith(_PICTURES_AND_PACKS):
        raise UnreadableLabel(
            "This file is not text.", why="It is a picture or a packed file.", todo=SEND_TEXT
        )
    text = _decoded(data)
    if not text.strip("\x00 \t\r\n\f\v\ufeff"):
        raise UnreadableLabel(
            "There is no label here.", why="The text is empty.", todo="Paste what is printed on it."
        )
    if len(_CONTROL.findall(text[:20_000])) > max(8, len(text[:20_000]) // 20):
        raise UnreadableLabel("This file is not text.", why="It holds bytes nobody can read.", todo=SEND_TEXT)
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if wrong.start > len(data) - 4 or b"\xc3" in data or b"\xe2\x80" in data:
            return data.decode("utf-8", errors="replace")
        return data.decode("cp1252", errors="replace")


def plain(text: str) -> str:
    """What a reader would see: no markup, no unseen characters, entities as letters, one space between words.

    A word longer than any on a label is shortened: it can only be there to keep us busy.
    """
    if "<" in text:
        text = _TAGS.sub(" ", _BREAKS.sub("\n", _COMMENTS.sub(" ", _SCRIPTS.sub(" ", text))))
    if "&" in text:
        text = html.unescape(text)
    text = _ENDLESS.sub(r"\1", text)
    text = _UNSEEN.sub("", text.replace("μ", "µ").replace("\u2028", "\n").replace("\u2029", "\n"))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
