# SPDX-License-Identifier: Apache-2.0
"""The form of a product: a label pasted, uploaded or typed, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_noop
from uuid6 import uuid7

from unclench.errors import InputError
from unclench.store.products import LONGEST_PRODUCT_NAME, OwnedProduct
from unclench.vetting.decoding import MOST_BYTES
from unclench.web.languages import said, sentence
from unclench.web.library import library

__all__ = ["MOST_SHOWN", "ROWS", "ProductForm", "ingredient_names", "text_again"]

MOST_SHOWN = 20_000
"""Characters of a label that a page carries, so that it can be kept after a look. A longer one is chosen again."""

ROWS = 4
_ROUTES = ("skin", "mouth")
_LONGEST_SUGGESTION = 36
_FIELDS = ("product", "name", "text", "claims", "directions", "route", "way", "file_name")


@dataclass(frozen=True)
class ProductForm:
    """What was typed, as it was typed. lines: ingredient and amount. more: empty lines asked for. errors: field ->
    sentence."""

    values: Mapping[str, str]
    lines: tuple[tuple[str, str], ...] = ()
    whole: bool = False
    file: bytes | None = None
    more: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def blank(cls) -> ProductForm:
        return cls(dict.fromkeys(_FIELDS, "") | {"product": str(UUID(int=uuid7().int))})

    @classmethod
    def too_big(cls) -> ProductForm:
        """An empty form that says why nothing was read."""
        blank = cls.blank()
        return replace(blank, errors={"file": said(_TOO_BIG)})

    @classmethod
    def sent(cls, post: QueryDict, file: UploadedFile[bytes] | None) -> ProductForm:
        """What a browser sent; a file that is too big is not read."""
        values = {name: post.get(name, "") for name in _FIELDS}
        lines = tuple(
            (name.strip(), amount.strip())
            for name, amount in zip_longest(post.getlist("ingredient"), post.getlist("amount"), fillvalue="")
        )
        given = None
        if file is not None and (file.size or 0) <= MOST_BYTES:
            given = file.read()
            values |= {"way": "file", "file_name": (file.name or "")[:LONGEST_PRODUCT_NAME]}
        form = cls(values, lines, bool(post.get("whole")), given)
        too_big = file is not None and given is None
        return replace(form, errors={"file": said(_TOO_BIG)}) if too_big else form

    def product(self, now: datetime) -> OwnedProduct:
        """The product this form means; its name may still be empty. InputError with its field."""
        if "file" in self.errors:
            raise InputError(_TOO_BIG, todo=_SEND_ONE, field="file")
        try:
            key = UUID(self.values["product"])
        except ValueError:
            raise InputError(
                gettext_noop("This form is damaged."), todo=gettext_noop("Open it again.")
            ) from None
        label, way = self._label()
        return OwnedProduct(
            id=key,
            name=" ".join(self.values["name"].split())[:LONGEST_PRODUCT_NAME],
            label=label,
            way=way,
            kept_at=now,
            file_name=self.values["file_name"] if way == "file" else "",
            whole=self.whole,
            route=self.values["route"] if self.values["route"] in _ROUTES else "",
        )

    def refused(self, error: InputError) -> ProductForm:
        """The same form, with the reason beside the field it belongs to."""
        place = error.field or (
            "file" if self.file is not None else "ingredient" if self._typed() else "text"
        )
        return replace(self, errors={place: sentence(error)})

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        filled = [row for row in self.lines if any(row)]
        lines = filled + [("", "")] * max(self.more or 2, ROWS - len(filled))
        return {
            "form": self.values,
            "whole": self.whole,
            "lines": [
                {"number": number, "ingredient": name, "amount": amount}
                for number, (name, amount) in enumerate(lines, 1)
            ],
            "pasting": bool(self.values["text"].strip()) or "text" in self.errors,
            "choosing": "file" in self.errors,
            "names": ingredient_names(),
            "field_errors": self.errors,
            "errors": [
                {"field": _FIRST_INPUT.get(name, name), "text": text} for name, text in self.errors.items()
            ],
        }

    def _typed(self) -> bool:
        return any(any(row) for row in self.lines)

    def _label(self) -> tuple[bytes, str]:
        """The label's bytes and how they came. Two ways at once are refused: which of them is the label?"""
        given = [bool(self.file), bool(self.values["text"].strip()), self._typed()]
        if sum(given) > 1:
            raise InputError(
                gettext_noop("The label came in two ways at once."),
                todo=gettext_noop("Leave one: the pasted text, the file, or the typed lines."),
                field="text",
            )
        if self.file is not None:
            return self.file, "file"
        if self._typed():
            return self._composed().encode(), "typed"
        if not self.values["text"].strip():
            raise InputError(
                gettext_noop("There is no label yet."),
                todo=gettext_noop("Paste its text, choose a file, or type what is in it."),
                field="text",
            )
        return self.values["text"].encode(), "file" if self.values["way"] == "file" else "paste"

    def _composed(self) -> str:
        """What was typed, laid out as a label would say it, and nothing more."""
        name = " ".join(self.values["name"].split())
        parts = [f"Name: {name}"] if name else []
        for ingredient, amount in self.lines:
            if ingredient or amount:
                parts.append(" ".join(f"{ingredient} {amount}".split()))
        for heading, key in (("Uses", "claims"), ("Directions", "directions")):
            if said := self.values[key].strip():
                parts.append(f"{heading}: {said}")
        return "\n".join(parts) + "\n"


_TOO_BIG = gettext_noop("This file is too big for a label. A label has less than 5 MB.")
_SEND_ONE = gettext_noop("Send the record of one product.")
_FIRST_INPUT = {"ingredient": "ingredient-1"}


def ingredient_names() -> list[str]:
    """Names of ingredients that we know, for completion while typing."""
    known: dict[str, str] = {}
    for record in library().ingredients.values():
        for name in (record.name, *record.names):
            if len(name) <= _LONGEST_SUGGESTION and "," not in name:
                known.setdefault(name.lower(), name)
    return sorted(known.values(), key=str.lower)


def text_again(product: OwnedProduct) -> str | None:
    """The label as a page can carry it to be kept after a look; None where it is too long or no plain text."""
    try:
        text = product.label.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if len(text) <= MOST_SHOWN and "\0" not in text else None
