# SPDX-License-Identifier: Apache-2.0
"""The verdict as one screen: the word, three answers, the amount beside the trials, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from unclench.vetting import Label, Verdict
from unclench.vetting.findings import ClaimFinding, DoseRow, Finding, Notice, SignalState
from unclench.vetting.label import Active
from unclench.web.learn import phrases
from unclench.web.learn.wording import content
from unclench.web.library import library
from unclench.web.products import wording
from unclench.web.products.wording import told

__all__ = ["dose_rows", "finding_row", "verdict_context"]

_MOST_INACTIVES = 40


def verdict_context(verdict: Verdict, label: Label) -> dict[str, Any]:
    """Everything the verdict's screen shows of the judgement itself."""
    sure, why_sure = wording.confidence(verdict.confidence)
    return {
        "overall": wording.overall(verdict.word),
        "sure": sure,
        "why_sure": why_sure,
        "because": [told(one) for one in verdict.because[:1]],
        "answers": [_harm(verdict), _claims(verdict), _maker(verdict)] if verdict.word else [],
        "no_label": [told(one) for one in verdict.because] if verdict.word is None else [],
        "doses": dose_rows(dict.fromkeys(verdict.doses)),
        "missing": [told(one) for one in verdict.missing],
        "references": [library().reference(key) for key in verdict.sources if _is_source(key)],
        "read": {
            "actives": [_active(one) for one in label.actives],
            "others": [one.written for one in label.inactives[:_MOST_INACTIVES]],
            "more": max(0, len(label.inactives) - _MOST_INACTIVES),
            "conflicts": [
                {"name": one.active, "first": one.first, "second": one.second} for one in label.contradictions
            ],
        },
        "maker": label.firm or label.brand,
    }


def finding_row(found: Finding) -> dict[str, Any]:
    """One reason, with where it stands."""
    return {
        "head": "",
        "quote": found.written,
        "text": told(found.reason),
        "facts": [content(one) for one in dict.fromkeys(found.facts)],
        "mark": wording.certainty(found.certainty),
        "memory": found.from_memory,
        "links": [*_links("ingredient", found.ingredient), *_links("verdict", found.rule)],
    }


def dose_rows(doses: Iterable[DoseRow]) -> list[dict[str, Any]]:
    """The amount on the label beside that of the trials."""
    return [
        {
            "name": content(library().ingredients[row.ingredient].name),
            "href": f"/learn/ingredient/{row.ingredient}/",
            "use": content(row.use),
            "label": row.per_serving,
            "a_day": row.per_day,
            "studied": told(row.studied),
            "who": content(row.who),
            "outcome": content(row.outcome),
            "compared": wording.compared(row.compared) if row.outcome else "",
        }
        for row in doses
    ]


def _harm(verdict: Verdict) -> dict[str, Any]:
    found = verdict.harm.findings
    first = "" if found and found[0].reason in verdict.because[:1] else _first(found)
    return {
        "id": "harm",
        "question": _("Can it harm me?"),
        "word": wording.harm(verdict.harm.word, verdict.harm.answered),
        "lead": first,
        "rows": [finding_row(one) for one in found],
        "none": "",
    }


def _first(found: tuple[Finding, ...]) -> str:
    return told(found[0].reason) if found else _("We know no harm of it for you.")


def _claims(verdict: Verdict) -> dict[str, Any]:
    first = next((one for one in verdict.claims if one.leading), next(iter(verdict.claims), None))
    lead = told(first.reason) if first else _("We read no promise on it.")
    if first and first.reason in verdict.because[:1]:
        lead = ""  # it stands above, beside the word
    return {
        "id": "claims",
        "question": _("Do its claims hold?"),
        "word": wording.claims(verdict.claims_word, verdict.claims),
        "lead": lead,
        "rows": [
            *(_claim_row(one) for one in verdict.claims),
            *(finding_row(one) for one in verdict.claim_findings if _adds(one, verdict.claims)),
        ],
        "none": "",
    }


def _adds(found: Finding, claims: Iterable[ClaimFinding]) -> bool:
    """Whether a rule says more than the judged claims say already."""
    return found.reason not in {reason for claim in claims for reason in (claim.reason, claim.narrower)}


def _claim_row(found: ClaimFinding) -> dict[str, Any]:
    return {
        "head": phrases.value(found.judgement),
        "quote": "" if found.implied else found.sentence,
        "text": told(found.narrower or found.reason),
        "facts": [content(one) for one in dict.fromkeys(found.facts)],
        "mark": wording.certainty(found.certainty),
        "memory": False,
        "links": [*_links("claim", found.claim), *_links("ingredient", found.ingredient)],
        "implied": found.implied,
    }


def _maker(verdict: Verdict) -> dict[str, Any]:
    brand = verdict.brand
    found = [one for one in brand.signals if one.state in (SignalState.FOUND, SignalState.POSSIBLE)]
    lead = told(brand.findings[0].reason) if brand.findings else ""
    if not lead and any(notice.certain for notice in brand.notices):
        lead = told(brand.notices[0].words)
    counts = {state: sum(one.state is state for one in brand.signals) for state in SignalState}
    counted = _(
        "Signs found: %(found)s. Looked for and not found: %(absent)s. Nobody can know: %(open)s."
    ) % {
        "found": len(found),
        "absent": counts[SignalState.NOT_FOUND],
        "open": counts[SignalState.CANNOT_KNOW],
    }
    return {
        "id": "brand",
        "question": _("Who makes it?"),
        "word": wording.brand(brand.word, brand.answered),
        "lead": lead or counted,
        "rows": [*(_notice_row(one) for one in brand.notices), *(finding_row(one) for one in brand.findings)],
        "signals": [
            {"heading": heading, "rows": [_signal(one) for one in brand.signals if one.state in states]}
            for heading, states in (
                (_("Found"), (SignalState.FOUND, SignalState.POSSIBLE)),
                (_("Looked for, not found"), (SignalState.NOT_FOUND,)),
                (_("Nobody can know from this label"), (SignalState.CANNOT_KNOW,)),
            )
        ],
        "none": "",
    }


def _signal(one: Any) -> dict[str, Any]:
    record = library().brand_checks[one.check]
    effects = {"positive": _("speaks for it"), "weak_positive": _("speaks a little for it"),
               "negative": _("speaks against it"), "stop": _("speaks against it")}  # fmt: skip
    return {
        "text": content(record.signal),
        "href": f"/learn/brand/{one.check}/",
        "effect": effects.get(one.effect, "") if one.state is SignalState.FOUND else "",
        "possible": one.state is SignalState.POSSIBLE,
        "quote": one.evidence,
    }


def _notice_row(found: Notice) -> dict[str, Any]:
    return {
        "head": found.as_of,
        "quote": "",
        "text": told(found.words),
        "facts": [],
        "mark": None,
        "memory": False,
        "links": [*_links("notice", found.id), *_links("verdict", found.rule)],
    }


def _active(one: Active) -> dict[str, Any]:
    return {
        "name": one.written,
        "amount": one.amount.written if one.amount else one.dilution.written if one.dilution else "",
        "doubtful": one.doubtful,
    }


_KINDS = {
    "ingredient": "ingredients",
    "verdict": "verdict_rules",
    "claim": "claim_types",
    "notice": "watchlist",
}


def _links(place: str, key: str) -> list[dict[str, str]]:
    """A link to a record of the library, where there is one."""
    record = library().kind(_KINDS[place]).get(key)
    if record is None:
        return []
    if place == "ingredient":
        return [{"href": f"/learn/{place}/{key}/", "label": content(record.name)}]
    labels = {
        "verdict": _("The rule"),
        "claim": _("What such a claim is worth"),
        "notice": _("The notice"),
    }
    return [{"href": f"/learn/{place}/{key}/", "label": labels[place]}]


def _is_source(key: str) -> bool:
    known = library()
    return known.aliases.get(key, key) in known.references
