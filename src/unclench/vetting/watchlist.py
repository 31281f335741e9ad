# SPDX-License-Identifier: Apache-2.0
"""Regulators' notices and recalls near a product. A name that fits proves nothing; firm or code as well does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from unclench.evidence.kinds.products import WatchEntry
from unclench.vetting.case import Case
from unclench.vetting.close_names import plain
from unclench.vetting.label import Recall

__all__ = ["RecallHit", "WatchHit", "recall_hits", "watch_hits"]

_LEGAL_FORMS = frozenset(
    (
        "inc",
        "llc",
        "ltd",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "ag",
        "sa",
        "plc",
        "limited",
        "the",
        "lp",
    )
)
_FIVE_YEARS = timedelta(days=5 * 365 + 1)
_RUNNING = ("ongoing", "on going", "pending")
_SERIOUS = ("class i", "class ii")
_ABOUT = re.compile(
    r"contamina|microb|sub-?poten|potency|label|mislabel|impurit|cgmp|failed|sterility", re.IGNORECASE
)
_DIGITS = re.compile(r"\d[\d -]{8,20}\d")
_SHORTEST_LOT = 4
_WORDS_SHARED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHit:
    """named: a name of the notice stands on the label. firm: its firm does. other_firm: the label names another one.

    about: the product holds what the notice is about, where only the firm fits."""

    entry: WatchEntry
    named: bool
    firm: bool
    other_firm: bool
    about: bool

    @property
    def certain(self) -> bool:
        return self.firm and (self.named or self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallHit:
    """certain: code or lot fits. running: it is on, or covers the lot held. recent: within five years, and grave."""

    recall: Recall
    certain: bool
    running: bool
    recent: bool
    firm: bool


def watch_hits(case: Case) -> Iterator[WatchHit]:
    """The notices that fit this label in some way."""
    label = case.label
    named = f" {plain(f'{label.brand} {label.name}')} "
    maker = _firm(label.firm or "")
    printed = f" {plain(' '.join((label.firm, label.brand, *(one.text for one in label.other))))} "
    for entry in case.library.watchlist.values():
        name = any(f" {plain(one)} " in named for one in entry.names)
        their = _firm(entry.firm)
        firm = bool(their) and (their == maker or f" {their} " in printed)
        if not (name or firm):
            continue
        why = plain(entry.why)
        about = any(plain(part.record.name).split()[0] in why.split() for part in case.parts)
        yield WatchHit(
            entry=entry, named=name, firm=firm, about=about and firm,
            other_firm=bool(maker) and bool(their) and not firm,
        )  # fmt: skip


def recall_hits(case: Case) -> Iterator[RecallHit]:
    """The recalls that fit this label, out of those somebody brought."""
    label = case.label
    codes = {re.sub(r"\D", "", one).lstrip("0") for one in (*label.identity.gtins, *label.identity.ndcs)} - {
        ""
    }
    maker, words = _firm(label.firm), set(plain(f"{label.brand} {label.name}").split())
    for recall in case.recalls:
        prose = f"{recall.product} {recall.code_info}"
        found = {re.sub(r"\D", "", one).lstrip("0") for one in _DIGITS.findall(prose)}
        code = bool(codes & found)
        tokens = set(re.split(r"[\s,;/()]+", recall.code_info.casefold()))
        lot = any(len(one) >= _SHORTEST_LOT and one.casefold() in tokens for one in label.identity.lots)
        firm = bool(maker) and maker in (_firm(recall.firm), *_firms_in(recall.product, maker))
        alike = len(words & set(plain(recall.product).split())) >= _WORDS_SHARED
        if not (code or lot or (firm and alike) or firm):
            continue
        when = recall.started or recall.reported or recall.classified
        recent = when is not None and case.today - when <= _FIVE_YEARS
        grave = recall.classification.casefold().strip() in _SERIOUS and bool(_ABOUT.search(recall.reason))
        running = plain(recall.status) in _RUNNING and recall.ended is None
        yield RecallHit(
            recall=recall, certain=code or (lot and (firm or alike)), firm=firm,
            running=(code and running) or (lot and (firm or alike)), recent=recent and grave,
        )  # fmt: skip


def as_of(hit: RecallHit) -> str:
    """The date a recall is known by, or ""."""
    when: date | None = hit.recall.started or hit.recall.reported or hit.recall.classified
    return "" if when is None else when.isoformat()


def _firm(name: str) -> str:
    return " ".join(word for word in plain(name).split() if word not in _LEGAL_FORMS)


def _firms_in(product: str, maker: str) -> tuple[str, ...]:
    return (maker,) if f" {maker} " in f" {plain(product)} " else ()
