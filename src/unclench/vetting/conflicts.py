# SPDX-License-Identifier: Apache-2.0
"""Where one label says two things of one active that cannot both be true.

The same in other words is no conflict: a salt and its mineral, "1 % (equivalent to 0.93 %)", 0.1 g/g and 10 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from unclench.vetting.daily_doses import MINERALS, agrees, mg_of, salt_named
from unclench.vetting.draft import Stated
from unclench.vetting.label import Contradiction
from unclench.vetting.quantities import Amount, Per

__all__ = ["conflict_between", "conflicts_within"]


def conflicts_within(actives: Sequence[Stated], *, percents_are_strengths: bool) -> Iterator[Contradiction]:
    """Conflicts between the statements of one list. percents_are_strengths: no percentages of daily values here."""
    if not percents_are_strengths:
        return
    yield from _two_percentages(actives)
    yield from _implied_packs(actives)
    for at, first in enumerate(actives):
        for second in actives[at + 1 :]:
            if _same(first, second) and (found := conflict_between(first, second, "It stands there twice.")):
                yield found


def _two_percentages(actives: Iterable[Stated]) -> Iterator[Contradiction]:
    for one in actives:
        shares = [amount for amount in one.amounts if amount.percent is not None]
        for other in shares[1:]:
            if not agrees(shares[0].percent or 0.0, other.percent or 0.0):
                yield _contradiction(one, shares[0], other, "Both are strengths of the same active.")
                break


def _implied_packs(actives: Iterable[Stated]) -> Iterator[Contradiction]:
    """Percent and mass of every active must imply the same mass of the pack, within a tenth."""
    packs = []
    for one in actives:
        share = next((amount for amount in one.amounts if amount.unit == "%" and amount.percent), None)
        mass = next((amount for amount in one.amounts if amount.mg and amount.per is Per.NOT_SAID), None)
        if share and mass and share.percent and mass.mg:
            packs.append((mass.mg * 100 / share.percent, one, share, mass))
    if len(packs) < 2:
        return
    middle = median(pack for pack, *_ in packs)
    if len(packs) == 2:
        if not agrees(packs[0][0], packs[1][0]):
            for _, one, share, mass in packs:
                yield _contradiction(one, share, mass, "The two actives imply packs of different mass.")
        return
    for pack, one, share, mass in packs:
        if not agrees(pack, middle):
            yield _contradiction(
                one, share, mass, "It implies another mass of the pack than the other actives do."
            )


def conflict_between(first: Stated, second: Stated, why: str) -> Contradiction | None:
    """A conflict of two statements of the same active from two places of a label, or None where they agree."""
    if first.dilution or second.dilution or not first.amounts or not second.amounts:
        return None
    mine, others = first.amounts[0], [*second.amounts, *second.equivalents]
    said = [*first.amounts, *first.equivalents]
    shares = [amount for amount in others if amount.percent is not None]
    if mine.percent is not None and shares:
        if any(agrees(a.percent or 0, b.percent or 0) for a in said if a.percent is not None for b in shares):
            return None
        return _contradiction(first, mine, shares[0], why)
    if first.match and first.match.ingredient in MINERALS and _salt(first) != _salt(second):
        return None
    masses = [
        amount
        for amount in others
        if amount.mg and amount.per is mine.per and amount.per_unit == mine.per_unit
    ]
    if mine.mg and masses and mine.per is not Per.NOT_SAID:
        if any(agrees(a.mg or 0, b.mg or 0) for a in said if a.mg for b in masses):
            return None
        return _contradiction(first, mine, masses[0], why)
    return None


def _salt(one: Stated) -> str:
    salt = salt_named(one.written)
    return salt.partner if salt else ""


def _same(first: Stated, second: Stated) -> bool:
    return bool(
        first.match and second.match and first.match.ingredient
        and first.match.ingredient == second.match.ingredient and first.match.part == second.match.part
        and mg_of(first.amounts[0] if first.amounts else None) is None
    )  # fmt: skip


def _contradiction(one: Stated, first: Amount, second: Amount, why: str) -> Contradiction:
    return Contradiction(
        active=one.written, ingredient=one.match.ingredient if one.match else "", first=first.written,
        second=second.written, why=why,
    )  # fmt: skip
