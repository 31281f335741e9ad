# SPDX-License-Identifier: Apache-2.0
"""Up to four products side by side, and what changed since a product was judged last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unclench.errors import InputError
from unclench.vetting.findings import Verdict
from unclench.vetting.scale import is_worse

__all__ = ["MOST_COMPARED", "Change", "CompareRow", "compare", "what_changed"]

MOST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One line of the comparison. cells: one for each product, in the order given. differ: they are not all alike."""

    what: str
    cells: tuple[str, ...]

    @property
    def differ(self) -> bool:
        return len(set(self.cells)) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is new since the last look. worse: None where the word is the same or cannot be compared.

    because: the reasons that were not there before. gone: the reasons that no longer hold.
    """

    before: str
    now: str
    worse: bool | None
    new_rules: tuple[str, ...]
    gone_rules: tuple[str, ...]
    because: tuple[str, ...]
    gone: tuple[str, ...]
    content_changed: bool

    @property
    def anything(self) -> bool:
        """Whether the person should be told."""
        return self.before != self.now or bool(self.new_rules or self.gone_rules or self.because or self.gone)


def compare(verdicts: Sequence[tuple[str, Verdict]]) -> tuple[CompareRow, ...]:
    """Rows for two to four products, each with its name. Never ordered by anything that is paid for. Raises
    InputError where there are more."""
    if len(verdicts) > MOST_COMPARED:
        raise InputError(
            f"{len(verdicts)} products are too many to compare.", todo=f"Choose up to {MOST_COMPARED}."
        )
    found = [verdict for _, verdict in verdicts]
    return (
        CompareRow("name", tuple(name for name, _ in verdicts)),
        CompareRow("verdict", tuple("" if one.word is None else one.word.value for one in found)),
        CompareRow(
            "confidence", tuple("" if one.confidence is None else one.confidence.value for one in found)
        ),
        CompareRow("harm", tuple(one.harm.word.value for one in found)),
        CompareRow("claims", tuple(one.claims_word.value for one in found)),
        CompareRow("brand", tuple(one.brand.word.value for one in found)),
        CompareRow("worst reason", tuple(next(iter(one.because), "") for one in found)),
        CompareRow("leading claim", tuple(_leading(one) for one in found)),
        CompareRow("a day", tuple(_doses(one) for one in found)),
        CompareRow("not checked", tuple("; ".join(one.missing) for one in found)),
    )


def what_changed(old: Verdict, new: Verdict) -> Change:
    """What a new profile or new content made of the same product."""
    worse: bool | None = None
    if old.word is not None and new.word is not None and old.word is not new.word:
        worse = is_worse(new.word, old.word)
    return Change(
        before="" if old.word is None else old.word.value,
        now="" if new.word is None else new.word.value,
        worse=worse,
        new_rules=tuple(key for key in new.rules if key not in old.rules),
        gone_rules=tuple(key for key in old.rules if key not in new.rules),
        because=tuple(one for one in new.because if one not in old.because),
        gone=tuple(one for one in old.because if one not in new.because),
        content_changed=old.content_version != new.content_version,
    )


def _leading(verdict: Verdict) -> str:
    return next((claim.judgement.value for claim in verdict.claims if claim.leading), "")


def _doses(verdict: Verdict) -> str:
    return "; ".join(
        dict.fromkeys(
            f"{row.ingredient.removeprefix('ingredient_')} {row.per_day or row.per_serving}".strip()
            for row in verdict.doses
        )
    )
