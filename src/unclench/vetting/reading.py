# SPDX-License-Identifier: Apache-2.0
"""From bytes to a label: which form is it, and who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unclench.evidence import Library
from unclench.vetting.decoding import plain, text_of
from unclench.vetting.draft import Draft
from unclench.vetting.finishing import finished
from unclench.vetting.label import Label
from unclench.vetting.markup import parse
from unclench.vetting.readers import dsld, label_text, listing, open_food_facts, openfda, recall, spl
from unclench.vetting.refusals import UnreadableLabel
from unclench.vetting.synonyms import Names, names_of
from unclench.vetting.untyped import load, mapping, rows

__all__ = ["read_label"]

LONGEST_TEXT = 20_000
FORMS = "openFDA, DailyMed, DSLD and Open Food Facts records are read, and plain text of a label."


def read_label(data: bytes, *, name: str = "", incomplete: bool = False, library: Library) -> Label:
    """The label in these bytes, whatever its form.

    name: what to call the product where the label has no name; it is never read for claims. incomplete: it may be
    cut off. Raises UnreadableLabel where there is nothing to read; what a text says can never change how it is read.
    """
    text = text_of(data)
    names = names_of(library)
    begins = text.lstrip("\ufeff \t\r\n")[:400].lower()
    if begins.startswith(("{", "[")):
        draft = _from_json(text.lstrip("\ufeff \t\r\n"), names)
    elif begins.startswith("<") and not begins.startswith(("<!doctype html", "<html")):
        draft = _from_markup(text, names)
    else:
        draft = _from_text(text, names)
    if name and not draft.name:
        draft.name = name
    return finished(draft, names, incomplete=incomplete)


def _from_json(text: str, names: Names) -> Draft:
    value, whole = load(text)
    outer = mapping(value)
    draft = _by_shape(outer, names)
    if draft is None:
        raise UnreadableLabel(
            "This record is no label we know.", why="None of its fields belongs to a product.", todo=FORMS
        )
    said = mapping(outer.get("_provenance")).get("complete")
    draft.complete = draft.complete if not isinstance(said, bool) else said
    draft.whole = draft.whole and whole
    return draft


def _by_shape(outer: Mapping[str, Any], names: Names) -> Draft | None:
    """The reader whose fields the record has. An answer's own wrapper is opened first."""
    results = rows(outer.get("results"))
    hits = rows(mapping(outer.get("hits")).get("hits")) or rows(outer.get("hits"))
    inner = results[0] if results else mapping(hits[0].get("_source", hits[0])) if hits else outer
    if recall.is_it(inner):
        return recall.read(inner)
    if listing.is_it(inner):
        return listing.read(inner, names)
    if dsld.is_it(inner):
        return dsld.read(inner, names)
    if openfda.is_it(inner) or "results" in outer or "openfda" in inner:
        return openfda.read(inner, names, results=len(results) or 1)
    return open_food_facts.read(inner, names) if open_food_facts.is_it(inner) else None


def _from_markup(text: str, names: Names) -> Draft:
    root, whole = parse(text.lstrip("\ufeff \t\r\n"))
    if not spl.is_it(root) and not whole:
        return _from_text(text, names)
    if not spl.is_it(root):
        if root.name.lower() in (
            "p",
            "div",
            "span",
            "ul",
            "table",
            "b",
            "h1",
            "h2",
            "h3",
            "section",
            "article",
            "br",
        ):
            return _from_text(text, names)
        raise UnreadableLabel(
            "This XML is no drug label.",
            why="It lacks the sections of a structured product label.",
            todo=FORMS,
        )
    draft = spl.read(root, names)
    draft.whole = whole
    return draft


def _from_text(text: str, names: Names) -> Draft:
    seen = plain(text)
    draft = label_text.read(seen[:LONGEST_TEXT], names)
    draft.whole = len(seen) <= LONGEST_TEXT
    if not label_text.says_something(draft):
        raise UnreadableLabel(
            "We found nothing of a label in this text.",
            why="It names no ingredient, strength, use or warning that we know.",
            todo="Type the active ingredients with their strengths, as printed.",
        )
    return draft
