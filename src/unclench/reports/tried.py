# SPDX-License-Identifier: Apache-2.0
"""What was tried against the spasms and during what they let go: counts, and what counts cannot say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from unclench.diary import Episode, StepResult
from unclench.reports.diary_parts import Tried, TriedRemedy
from unclench.reports.speech import Speech

__all__ = ["tried"]


def tried(spasms: Iterable[Episode], left_out: frozenset[str], say: Speech) -> Tried:
    """Each remedy once for a spasm, however often it was repeated in it; what let go most often stands first.

    left_out: ids of remedies that the person took out.
    """
    results: dict[str, list[StepResult]] = defaultdict(list)
    for spasm in spasms:
        for remedy in {step.remedy for step in spasm.steps} - left_out:
            results[remedy].append(_result(remedy, spasm))
    rows = sorted(
        (_row(remedy, found, say) for remedy, found in results.items()),
        key=lambda row: (-row.let_go, -row.used, row.remedy),
    )
    columns = (say.say("tried_remedy"), say.say("tried_used"), say.say("tried_let_go"))
    return Tried(say.say("tried"), columns, tuple(rows), say.say("tried_sentence" if rows else "tried_none"))


def _result(remedy: str, spasm: Episode) -> StepResult:
    """How the remedy did in one spasm: it let go during one of its steps, or it did not, or nobody said."""
    said = {step.result for step in spasm.steps if step.remedy == remedy}
    for result in (StepResult.LET_GO, StepResult.MOVED_ON, StepResult.STOPPED):
        if result in said:
            return result
    return StepResult.UNKNOWN


def _row(remedy: str, results: list[StepResult], say: Speech) -> TriedRemedy:
    used = len(results)
    known = sum(1 for result in results if result is not StepResult.UNKNOWN)
    let_go = results.count(StepResult.LET_GO)
    if not known:
        words = say.count("tried_unknown", used)
    else:
        words = say.say("tried_words", n=say.number(let_go), known=say.number(known))
        if used > known:
            words = say.say("tried_also", words=words, n=say.number(used - known))
    return TriedRemedy(remedy, say.remedy(remedy), used, known, let_go, words)
