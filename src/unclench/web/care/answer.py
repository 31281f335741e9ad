# SPDX-License-Identifier: Apache-2.0
"""The one card that answers: how soon, why, what to do until then, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from unclench.care import Assessment, Question
from unclench.evidence import UrgencyLevel
from unclench.web.care import asked
from unclench.web.care.draft import Draft

__all__ = ["answer_context", "resting_words"]

_MOST_REASONS = 4


def answer_context(
    result: Assessment, under_way: Draft, open_questions: Sequence[Question]
) -> dict[str, Any]:
    """What care_answer.html shows."""
    level, doubts = asked.level_shown(result, under_way), asked.doubts(result, under_way)
    words = asked.rules().vocabulary.levels[level]
    deciding = [fired for fired in result.fired if fired.level is level]
    return {
        "level": level.value,
        "heading": words.heading,
        "within": words.within if doubts else result.within,
        "doubts": [question.ask for question in doubts],
        "do_now": words.do_now,
        "why": [
            {
                "reason": fired.reason,
                "because": [answer.words for answer in fired.because],
                "href": _record_href(fired.rule_id),
            }
            for fired in deciding[:_MOST_REASONS]
        ],
        "meanwhile": [line for line in result.meanwhile if line not in words.do_now],
        "resting": resting_words([block.kind for block in result.blocked_relief]),
        "would_change": result.would_change,
        "open": len(open_questions),
        "next_screen": len(under_way.screens) + 1,
        "screens": [{"number": number} for number in range(1, len(under_way.screens) + 1)],
        "not_understood": result.not_understood,
        "rules_version": result.rules_version,
        "may_go_back": level is not UrgencyLevel.EMERGENCY,
        "way": under_way.way,
    }


def resting_words(kinds: Sequence[str]) -> list[str]:
    """The kinds of relief that plans leave out meanwhile, in words."""
    words = {
        "all": _("every step"),
        "stretch": _("stretching"),
        "movement": _("moving and exercise"),
        "massage": _("rubbing, pressing and rolling"),
        "heat": _("warmth"),
        "cold": _("cold"),
        "fluid": _("drinking more"),
        "oral": _("anything swallowed"),
        "topical": _("anything on the skin"),
        "breathing": _("breathing exercises"),
        "neck": _("moving the neck"),
    }
    return [words[kind] for kind in (("all",) if "all" in kinds else dict.fromkeys(kinds))]


def _record_href(rule_id: str) -> str:
    """Where a rule and its sources are explained: its own page, or that of the red flag it belongs to."""
    flag, dot, _number = rule_id.partition(".")
    return f"/learn/danger/{flag}/" if dot else f"/learn/care/{rule_id}/"
