# SPDX-License-Identifier: Apache-2.0
"""Which exposures go with a person's spasms, how strongly, how sure that is, and how much longer to log.

`fit` takes a table of days, `read_diary` makes one from CSV text. Pure, and of numpy only: no clock, no dice.
"""

from unclench.triggers.as_json import triggers_json
from unclench.triggers.estimator import Triggers, fit
from unclench.triggers.finding import Answer, Effect, Finding, Form, Layer, NightRisk, Warning
from unclench.triggers.reading import read_diary
from unclench.triggers.table import Days, TimedExposure, days_from

__all__ = [
    "Answer",
    "Days",
    "Effect",
    "Finding",
    "Form",
    "Layer",
    "NightRisk",
    "TimedExposure",
    "Triggers",
    "Warning",
    "days_from",
    "fit",
    "read_diary",
    "triggers_json",
]
