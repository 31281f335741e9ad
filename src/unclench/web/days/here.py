# SPDX-License-Identifier: Apache-2.0
"""The clock where the person is, and which day it shows there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from unclench.diary.settings import DiarySettings
from unclench.web.days import suggesting

__all__ = ["clock_at_home", "today_of"]


def clock_at_home(settings: DiarySettings) -> Callable[[datetime], datetime]:
    """Gives an aware moment the offset that holds then where the person is, or where the server stands."""
    return lambda moment: suggesting.local_now(settings, moment)


def today_of(settings: DiarySettings) -> date:
    """The civil date there now, which a calendar marks as today."""
    return suggesting.local_now(settings, suggesting.now()).date()
