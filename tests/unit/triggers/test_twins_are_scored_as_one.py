# SPDX-License-Identifier: Apache-2.0
"""The simulation counts a finding that speaks for twins as right where either of them matters."""

from __future__ import annotations

from benchmarks.triggers.measuring import measure
from benchmarks.triggers.worlds import make

from unclench.triggers import Triggers

KIND, SEED = "twins, one with RR 3", 430001


def test_the_twin_of_what_matters_is_no_false_finding_and_what_matters_is_not_missed() -> None:
    findings = Triggers(priors=False).fit(make(KIND, SEED).table()).findings_
    assert [name for name, one in findings.items() if one.found] == ["energy"]
    assert findings["energy"].twins == ("steps",)
    tally = measure(KIND, range(SEED, SEED + 1))
    assert tally.power == [1.0]
    assert tally.false_share == [0.0]
