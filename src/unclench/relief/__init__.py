# SPDX-License-Identifier: Apache-2.0
"""Which remedy first, and the session that leads through it."""

from unclench.relief.circumstances import Circumstances, Where, likely_where
from unclench.relief.plan import LeftOut, PlannedStep, ReliefPlan, plan
from unclench.relief.session import Session

__all__ = [
    "Circumstances",
    "LeftOut",
    "PlannedStep",
    "ReliefPlan",
    "Session",
    "Where",
    "likely_where",
    "plan",
]
