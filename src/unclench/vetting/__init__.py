# SPDX-License-Identifier: Apache-2.0
"""Is this product any good, for me? Labels read, and judged for one person.

`judge` answers for one label and one person; `together` sums nutrients over everything they take; `judge_aid` answers
for a thing; `compare` and `what_changed` set verdicts side by side. Pure: the day is handed in, nothing is kept.
"""

from unclench.vetting.aids import AidVerdict, aid_named, judge_aid
from unclench.vetting.comparing import Change, CompareRow, compare, what_changed
from unclench.vetting.findings import Verdict
from unclench.vetting.judging import judge
from unclench.vetting.label import Label
from unclench.vetting.profile import ADULT, Goal, Profile
from unclench.vetting.profile_reading import profile_of, read_profile
from unclench.vetting.reading import read_label
from unclench.vetting.upper_levels import Intake, together
from unclench.vetting.verdict_json import verdict_json

__all__ = [
    "ADULT",
    "AidVerdict",
    "Change",
    "CompareRow",
    "Goal",
    "Intake",
    "Label",
    "Profile",
    "Verdict",
    "aid_named",
    "compare",
    "judge",
    "judge_aid",
    "profile_of",
    "read_label",
    "read_profile",
    "together",
    "verdict_json",
    "what_changed",
]
