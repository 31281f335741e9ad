# SPDX-License-Identifier: Apache-2.0
"""Things to buy for muscles, judged for the person: what for, how safely, what their claims are worth."""

from __future__ import annotations

from typing import Any

from unclench.errors import NotFound
from unclench.vetting import AidVerdict, Profile, judge_aid
from unclench.web.languages import ENGLISH, active
from unclench.web.learn import phrases
from unclench.web.learn.wording import content, full_stop
from unclench.web.library import library
from unclench.web.products import wording
from unclench.web.products.verdict_page import finding_row

__all__ = ["thing_context", "thing_rows"]

_PREFIX = "aid_"


def thing_rows(profile: Profile) -> list[dict[str, Any]]:
    """Every thing we know, by name, with its word for this person."""
    found = [judge_aid(aid, profile, library=library()) for aid in library().aids.values()]
    return [
        {
            "href": f"/products/things/{one.aid.removeprefix(_PREFIX)}/",
            "name": content(one.name),
            "word": wording.thing(one.word),
            "says": content(one.says),
        }
        for one in sorted(found, key=lambda one: one.name)
    ]


def thing_context(name: str, profile: Profile) -> dict[str, Any]:
    """One thing. Raises NotFound."""
    aid = library().aids.get(f"{_PREFIX}{name}")
    if aid is None:
        raise NotFound("There is no such thing here.", todo="Choose one from the list.")
    return _shown(judge_aid(aid, profile, library=library()))


def _shown(one: AidVerdict) -> dict[str, Any]:
    return {
        "title": content(one.name),
        "overall": wording.thing(one.word),
        "mark": wording.certainty(one.certainty),
        "says": content(one.says),
        "use": content(one.use),
        "reasons": [finding_row(found) for found in one.findings],
        "safety": [content(text) for text in one.safety],
        "claims": [
            {"claim": content(claim), "worth": phrases.value(judgement)} for claim, judgement in one.claims
        ],
        "recalls": content(full_stop(one.recalls)) if one.recalls else "",
        "facts": [content(full_stop(text)) for text in one.facts],
        "references": [library().reference(key) for key in one.sources],
        "marks": phrases.marks(one.marks),
        "href": f"/learn/aid/{one.aid}/",
        "some_english": active() != ENGLISH,
    }
