# SPDX-License-Identifier: Apache-2.0
"""What was taken in the trials, to set beside the label. Numbers of studies, never advice.

Content's ingredients leave doses out on purpose; the comparison a label needs stands here, each with its source. A
test holds the sources and ingredients to those content knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from unclench.evidence.kinds.products import Judgement

__all__ = ["STUDIED", "Studied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """One amount that was tried. mg_a_day or percent, None where the source gives it otherwise (then in words).

    claim: the claim type it bears on, "" for none. worth: what it makes of that claim at this amount or above.
    narrower: what may be said instead.
    """

    ingredient: str
    use: str
    words: str
    outcome: str
    who: str
    mg_a_day: float | None = None
    percent: float | None = None
    claim: str = ""
    worth: Judgement | None = None
    narrower: str = ""
    sources: tuple[str, ...]


STUDIED: tuple[Studied, ...] = (
    Studied(
        ingredient="ingredient_vitamin_k2", use="prevention", mg_a_day=0.18, words="180 mcg MK-7 a day, eight weeks",
        outcome="fewer night cramps in one trial", who="people of 65 and over with night cramps",
        claim="claim_prevents_cramps", worth=Judgement.SUPPORTED_NARROWER,
        narrower="One trial found fewer night cramps in people of 65 and over.", sources=("tan2024",),
    ),
    Studied(
        ingredient="ingredient_taurine", use="prevention", mg_a_day=2000, words="2 g a day",
        outcome="fewer cramps in one trial", who="people with chronic liver disease",
        claim="claim_prevents_cramps", worth=Judgement.SUPPORTED_NARROWER,
        narrower="One trial found fewer cramps in chronic liver disease.", sources=("vidot2018",),
    ),
    Studied(
        ingredient="ingredient_taurine", use="prevention", mg_a_day=1000, words="1 g a day", outcome="no effect",
        who="people with chronic liver disease", claim="claim_prevents_cramps", worth=Judgement.UNSUPPORTED,
        sources=("vidot2018",),
    ),
    Studied(
        ingredient="ingredient_pickle_juice", use="relief", words="a sip, about one tablespoon, at onset",
        outcome="milder cramps in one trial", who="people with cirrhosis", claim="claim_relieves_muscle_cramps",
        worth=Judgement.SUPPORTED_NARROWER, narrower="One trial found milder cramps in people with cirrhosis.",
        sources=("tapper2022",),
    ),
    Studied(
        ingredient="ingredient_capsaicin", use="relief of lasting muscle pain", percent=0.025,
        words="0.025 % or plaster",
        outcome="some relief at four weeks; no trial in cramp", who="people with chronic muscle and joint pain",
        sources=("mason2004",),
    ),
    Studied(
        ingredient="ingredient_diclofenac_topical", use="relief of strain or sprain pain", words="gel, a week",
        outcome="works for strains over a week; no trial in cramp", who="people with strains or sprains",
        sources=("derry2015",),
    ),
    Studied(
        ingredient="ingredient_turmeric_topical", use="relief of knee pain", percent=5, words="5 % ointment, six weeks",
        outcome="less knee pain in one trial; no trial in cramp", who="people with knee osteoarthritis",
        sources=("jamali2020",),
    ),
    Studied(
        ingredient="ingredient_magnesium", use="prevention", words="several amounts, 11 trials",
        outcome="no fewer cramps in older adults", who="mostly older adults", sources=("garrison2020",),
    ),
)  # fmt: skip
