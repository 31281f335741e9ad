# SPDX-License-Identifier: Apache-2.0
"""`Triggers`: construct with options, `fit` a table of days, ask `findings_`, `risk_` and `summary()`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np

from unclench.triggers.deciding import findings_of
from unclench.triggers.finding import Finding, Layer, NightRisk
from unclench.triggers.fitting import Fitted, fit_days
from unclench.triggers.outside import beliefs_of
from unclench.triggers.risk import nights_to_come
from unclench.triggers.table import Days, Floats, days_from

__all__ = ["Triggers", "fit"]


class Triggers:
    """What goes with a person's spasms, from a table of days. The same table gives the same answer, always.

    priors: let what content knows of an exposure weigh in, by the column's name. suspicions: by column, what the
    person suspected before the first look: 1 raises, -1 lowers, 0 either. negative_controls: columns that cannot
    matter. remedies: columns that are (or are not) used against a spasm, where the name does not say it. meant: by
    column, the trigger of content it measures, and whether more of it is more (1) or less (-1); the name is asked where
    it is not given.

    >>> days = {"date": ["2026-01-01", "2026-01-02"], "spasm_count": [0, 1], "coffee": [1, 2]}
    >>> Triggers(priors=False).fit(days).findings_["coffee"].layer.value
    'cannot_say_yet'
    """

    findings_: dict[str, Finding]
    risk_: tuple[NightRisk, ...]
    days_: Days
    fitted_: Fitted
    beliefs_: dict[str, str]

    def __init__(
        self, *, priors: bool = True, suspicions: Mapping[str, int] | None = None,
        negative_controls: tuple[str, ...] = (), remedies: Mapping[str, bool] | None = None,
        meant: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:  # fmt: skip
        self.priors = priors
        self.suspicions = dict(suspicions or {})
        self.negative_controls = tuple(negative_controls)
        self.remedies = dict(remedies or {})
        self.meant = dict(meant or {})

    def fit(self, days: Any) -> Self:
        """A table with date, spasm_count and exposures; pandas, polars, a mapping, or `Days`. Raises InputError."""
        self.days_ = days_from(days)
        counts = np.where(self.days_.asked, np.nan, self.days_.counts)
        self._beliefs = beliefs_of(
            list(self.days_.exposures), self.suspicions, priors=self.priors, meant=self.meant
        )
        self.beliefs_ = {
            name: one.source for name, one in zip(self.days_.exposures, self._beliefs, strict=True)
        }
        self.fitted_ = self._fitted(counts)
        self.findings_ = findings_of(self.fitted_)
        asked = bool(self.days_.asked.any())
        self.risk_ = nights_to_come(self.days_, counts, self.fitted_, self._fitted) if asked else ()
        return self

    def _fitted(self, counts: Floats) -> Fitted:
        return fit_days(self.days_, counts, self._beliefs, self.negative_controls, self.remedies)

    def summary(self) -> str:
        """What was found, what was not, and what cannot be said yet, in words."""
        order = list(Layer)[::-1]
        told = sorted(
            self.findings_.values(),
            key=lambda one: (order.index(one.layer), -one.effect.probability, one.name),
        )
        if not told:
            return "The table holds no exposure, so there is nothing to look at."
        if not any(one.found for one in told):
            return "\n".join(
                ["Nothing stands out so far. That is a normal answer.", *(one.sentence for one in told)]
            )
        return "\n".join(one.sentence for one in told)


def fit(days: Any, **options: Any) -> Triggers:
    """`Triggers(**options).fit(days)` in one call, for a notebook."""
    return Triggers(**options).fit(days)
