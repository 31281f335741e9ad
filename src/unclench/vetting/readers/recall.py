# SPDX-License-Identifier: Apache-2.0
"""openFDA enforcement records: what a regulator called back. No label; it joins a product by number, name and lot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from unclench.vetting.draft import Draft
from unclench.vetting.gtins import gtin14
from unclench.vetting.label import Identity, LabelFormat, ProductKind, Recall, Region
from unclench.vetting.untyped import day, mapping, text, texts

__all__ = ["is_it", "read"]

_NDC = re.compile(r"(?<![\d-])\d{4,5}-\d{3,4}(?:-\d{1,2})?(?![\d-])")
_CODE = re.compile(r"(?<!\d)\d(?:[ -]?\d){11,13}(?!\d)")
_LOT = re.compile(r"(?:\blots?\b|\bbatch(?:es)?\b|\bL#)[\s:#.]*(?:no\.?|"
    r"numbers?)?[\s:#.]*((?:[A-Z0-9][\w/-]{2,20}(?:,\s*|\s+and\s+)?)+)",
                  re.I)  # fmt: skip
_KINDS = {"drugs": ProductKind.DRUG, "food": ProductKind.FOOD, "devices": ProductKind.DEVICE}


def is_it(record: Mapping[str, Any]) -> bool:
    return "recall_number" in record or "reason_for_recall" in record or "recalling_firm" in record


def read(record: Mapping[str, Any]) -> Draft:
    """One recall."""
    facts = mapping(record.get("openfda"))
    product, codes = text(record.get("product_description")), text(record.get("code_info"))
    prose = "\n".join((product, codes, text(record.get("more_code_info"))))
    recall = Recall(
        number=text(record.get("recall_number")), firm=text(record.get("recalling_firm")), product=product,
        reason=text(record.get("reason_for_recall")), classification=text(record.get("classification")),
        status=text(record.get("status")), code_info=codes, started=day(record.get("recall_initiation_date")),
        reported=day(record.get("report_date")), classified=day(record.get("center_classification_date")),
        ended=day(record.get("termination_date")),
    )  # fmt: skip
    draft = Draft(
        LabelFormat.OPENFDA_RECALL, name=product.split(".")[0][:120], firm=recall.firm, recall=recall
    )
    draft.region, draft.region_reason = Region.US, "It is a record of the US regulator."
    draft.kind = _KINDS.get(text(record.get("product_type")).lower(), ProductKind.UNKNOWN)
    draft.identity = Identity(
        ndcs=tuple(dict.fromkeys((*texts(facts.get("product_ndc")), *texts(facts.get("package_ndc")),
                                  *_NDC.findall(prose)))),
        gtins=tuple(dict.fromkeys(found for one in (*texts(facts.get("upc")), *_CODE.findall(prose))
                                  if (found := gtin14(one)))),
        uniis=texts(facts.get("unii")), set_id=text(facts.get("spl_set_id")), record_id=text(record.get("event_id")),
        lots=_lots(codes),
    )  # fmt: skip
    return draft


def _lots(codes: str) -> tuple[str, ...]:
    found = [lot for run in _LOT.findall(codes) for lot in re.split(r",\s*|\s+and\s+|\s+", run)]
    if not found and re.fullmatch(r"[\w/ ,-]{3,60}", codes):
        found = re.split(r",\s*|\s+", codes)
    return tuple(dict.fromkeys(lot for lot in found if any(sign.isdigit() for sign in lot)))
