# SPDX-License-Identifier: Apache-2.0
"""A person's products with their labels read and judged, and what changed since they last read a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from unclench.errors import InputError
from unclench.evidence.kinds.products import ProductVerdict
from unclench.store.products import OwnedProduct
from unclench.vetting import Label, Profile, Verdict, judge, read_label, what_changed
from unclench.vetting.comparing import Change
from unclench.vetting.findings import BrandAnswer, HarmAnswer
from unclench.vetting.label import Missing, Route
from unclench.vetting.scale import Confidence
from unclench.web.library import library

__all__ = ["Look", "changed", "kept", "label_of", "look", "looks", "name_of"]

_REMEMBERED_BYTES = 65_536
"""Labels up to this size are read once and remembered: the shelf reads all of them at each look."""


@dataclass(frozen=True, slots=True)
class Look:
    """One product as it is judged today. label, verdict: None where its label can no longer be read."""

    product: OwnedProduct
    label: Label | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class _Given:
    """A label's bytes, told apart by their digest alone."""

    digest: bytes
    data: bytes = field(compare=False)


@lru_cache(maxsize=64)
def _read(given: _Given, name: str, partly: bool, version: str) -> Label:
    return read_label(given.data, name=name, incomplete=partly, library=library())


def label_of(product: OwnedProduct) -> Label:
    """The label as it is read today. InputError where it cannot be."""
    partly = not product.whole and product.way != "file"
    if len(product.label) <= _REMEMBERED_BYTES:
        given = _Given(sha256(product.label).digest(), product.label)
        label = _read(given, product.name, partly, library().version)
    else:
        label = read_label(product.label, name=product.name, incomplete=partly, library=library())
    if product.whole and label.complete is None and not label.cut:
        label = replace(label, complete=True)
    if product.route and label.route is Route.UNKNOWN:
        label = replace(
            label,
            route=Route(product.route),
            route_reason="You said so.",
            missing=tuple(one for one in label.missing if one is not Missing.ROUTE),
        )
    return label


def name_of(label: Label) -> str:
    """How a product is called: as its label says, else by what is in it; "" where nothing is known."""
    return label.name or label.brand or ", ".join(active.written for active in label.actives[:3])


def look(product: OwnedProduct, profile: Profile, others: Sequence[Label] = ()) -> Look:
    """The product judged today. others: labels of everything else on the shelf. InputError: it cannot be read."""
    label = label_of(product)
    today = datetime.now(UTC).date()
    return Look(product, label, judge(label, profile, library(), today=today, also_takes=others))


def looks(shelf: Sequence[OwnedProduct], profile: Profile) -> list[Look]:
    """The whole shelf judged, each product beside the others."""
    labels = [_readable(product) for product in shelf]
    today = datetime.now(UTC).date()
    found = []
    for at, (product, label) in enumerate(zip(shelf, labels, strict=True)):
        if label is None:
            found.append(Look(product, None, None))
            continue
        others = tuple(one for place, one in enumerate(labels) if place != at and one is not None)
        found.append(Look(product, label, judge(label, profile, library(), today=today, also_takes=others)))
    return found


def _readable(product: OwnedProduct) -> Label | None:
    try:
        return label_of(product)
    except InputError:
        return None


def kept(verdict: Verdict) -> dict[str, Any]:
    """What is remembered of a verdict that was read: enough to say later what changed."""
    return {
        "word": None if verdict.word is None else verdict.word.value,
        "confidence": None if verdict.confidence is None else verdict.confidence.value,
        "rules": list(verdict.rules),
        "because": list(verdict.because),
        "content_version": verdict.content_version,
    }


def changed(found: Look) -> Change | None:
    """What is new since the person last read the verdict; None where nothing is."""
    if found.verdict is None or not found.product.judged:
        return None
    change = what_changed(_remembered(found.product.judged), found.verdict)
    return change if change.anything else None


def _remembered(judged: Mapping[str, Any]) -> Verdict:
    """The verdict of then, as far as it was remembered."""
    none = ProductVerdict.CANNOT_JUDGE
    return Verdict(
        word=ProductVerdict(judged["word"]) if judged.get("word") else None,
        confidence=Confidence(judged["confidence"]) if judged.get("confidence") else None,
        harm=HarmAnswer(word=none, findings=(), answered=False),
        claims_word=none, claims=(), claim_findings=(),
        brand=BrandAnswer(word=none, signals=(), notices=(), findings=(), answered=False),
        missing=(), rules=tuple(judged.get("rules", ())), sources=(), doses=(),
        because=tuple(judged.get("because", ())), content_version=str(judged.get("content_version", "")),
    )  # fmt: skip
