# SPDX-License-Identifier: Apache-2.0
"""Exposures compete: what one explains, another need not. The strongest enter a joint fit, one after the other; then
each is judged with all the others in it, and shares its place with rivals that could stand there instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from unclench.triggers.background import Background, Parts, fit_background
from unclench.triggers.forms import Forms
from unclench.triggers.looking import Layout, Look, judged, look, part_of
from unclench.triggers.table import Floats

__all__ = ["Bench", "Contest", "Standing", "compete", "fit_with", "summed"]

_ENTERS = 0.3  # probability
_MOST_TOGETHER = 6
_USUAL_SLAB = 0.7
_MOST_RIVALS = 2
_RIVAL_COUNTS = 0.08  # belief
_MOVE_TOGETHER = 0.9  # correlation
_FEWEST_IN_COMMON = 20  # days
_CANNOT_TELL = 0.05  # of the belief in two, at least, must be left to the weaker one


@dataclass(frozen=True, slots=True)
class Standing:
    """One exposure, judged with all others in. odds: log Bayes factor over its forms. probability: that it matters.

    rival, rival_share: the exposure that could stand in its place, and how much of the belief goes to it.
    fit: the joint fit without it. instead: looks at its forms alone with a rival in its place, by the belief in that.
    twins: exposures that move with it so closely that the days cannot tell which; they share its place and its belief.
    """

    seen: Look
    odds: float
    probability: float
    rival: int | None
    rival_share: float
    fit: Background
    instead: tuple[tuple[float, Look], ...] = ()
    twins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """standings: by exposure. together: those in the joint fit, with their form. fit: with all of these."""

    standings: tuple[Standing | None, ...]
    together: tuple[tuple[int, int], ...]
    fit: Background
    seen: Look


def summed(log_odds: Floats, forms: Forms, exposures: int) -> Floats:
    """Log Bayes factor of each exposure: its forms, by their weight. Minus infinity where it has no form."""
    top = np.full(exposures, -np.inf)
    np.maximum.at(top, forms.owner, log_odds)
    safe = np.where(np.isfinite(top), top, 0.0)
    total = np.bincount(
        forms.owner, weights=forms.weight * np.exp(log_odds - safe[forms.owner]), minlength=exposures
    )
    return np.where(total > 0, safe + np.log(np.maximum(total, 1e-300)), -np.inf)


def fit_with(parts: Parts, start: Background, forms: Forms, chosen: list[int]) -> Background:
    """The background with some forms beside it."""
    if not chosen:
        return start
    extra = forms.rows[chosen]
    mask = forms.mask[chosen]
    centre = (extra * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1.0)
    extra = (extra - centre[:, None]) * mask
    return fit_background(parts, extra, (forms.slab[chosen] * _USUAL_SLAB) ** -2, start)


class Bench:
    """Fits and looks of one diary, each made once: a second contest, with recall taken out, begins where the first was.

    upward: by form.
    """

    __slots__ = ("_fits", "_looks", "layout", "parts", "start", "upward")

    def __init__(self, layout: Layout, parts: Parts, start: Background, upward: Floats) -> None:
        self.layout, self.parts, self.start, self.upward = layout, parts, start, upward
        self._fits: dict[tuple[int, ...], Background] = {}
        self._looks: dict[tuple[tuple[int, ...], int], Look] = {}

    def fit(self, chosen: list[int]) -> Background:
        """With some forms beside the background."""
        key = tuple(sorted(chosen))
        if key not in self._fits:
            self._fits[key] = fit_with(self.parts, self.start, self.layout.forms, list(key))
        return self._fits[key]

    def look(self, chosen: list[int], shift: Floats | None, owner: int = -1) -> Look:
        """At all forms, or at those of one exposure, with some forms in."""
        key = tuple(sorted(chosen)), owner
        rows = slice(0, len(self.layout.forms.owner)) if owner < 0 else self.layout.forms.of(owner)
        layout = self.layout if owner < 0 else part_of(self.layout, rows)
        upward = self.upward[rows]
        if key not in self._looks:
            self._looks[key] = look(layout, self.parts, self.fit(chosen), upward)
        seen = self._looks[key]
        return seen if shift is None else judged(seen, layout.forms, upward, shift[rows])


def compete(bench: Bench, prior: Floats, shift: Floats | None = None) -> Contest:
    """prior: by exposure, the probability believed before looking. shift: by form, what recall alone would make."""
    forms, exposures = bench.layout.forms, len(prior)
    ahead = np.log(prior / (1.0 - prior))
    seen = bench.look([], shift)
    together: list[tuple[int, int]] = []
    while exposures and len(together) < _MOST_TOGETHER:
        belief = summed(seen.log_odds, forms, exposures) + ahead
        belief[[owner for owner, _ in together]] = -np.inf
        best = int(np.argmax(belief))
        if belief[best] < np.log(_ENTERS / (1 - _ENTERS)):
            break
        rows = forms.of(best)
        form = rows.start + int(np.argmax(seen.log_odds[rows] + np.log(forms.weight[rows])))
        together.append((best, form))
        seen = bench.look([form for _, form in together], shift)
    fit = bench.fit([form for _, form in together])
    inside = [owner for owner, _ in together]
    odds = summed(seen.log_odds, forms, exposures)
    outside = odds + ahead
    outside[inside] = -np.inf
    standings: list[Standing | None] = [
        Standing(seen, float(odds[owner]), float(_chance(outside[owner])), None, 0.0, fit)
        if np.isfinite(odds[owner]) and owner not in inside else None
        for owner in range(exposures)
    ]  # fmt: skip
    for owner in inside:
        others = [form for one, form in together if one != owner]
        without = bench.look(others, shift)
        closest = [one for one in _together(owner, forms, exposures) if one not in inside]
        standing = _judged(owner, without, bench.fit(others), forms, ahead, outside, inside, closest)
        instead = [
            (belief_in, bench.look([*others, form], shift, owner))
            for belief_in, form in _rivals(owner, without, forms, ahead, [*inside, *standing.twins])
        ]
        standings[owner] = replace(standing, instead=tuple(instead))
    return Contest(tuple(standings), tuple(together), fit, seen)


def _judged(
    owner: int,
    without: Look,
    fit: Background,
    forms: Forms,
    ahead: Floats,
    outside: Floats,
    inside: list[int],
    closest: list[int],
) -> Standing:
    """One that is in: the days may be told by it, by nobody, or by a rival in its place. closest: may be its twins."""
    odds = summed(without.log_odds, forms, len(ahead))
    mine = float(odds[owner] + ahead[owner])
    rivals = odds + ahead
    rivals[inside] = -np.inf
    top = max(mine, float(np.max(rivals)), 0.0)
    with_me = np.exp(mine - top) * (1.0 + float(np.exp(np.minimum(outside, 50.0)).sum()))
    in_place = np.exp(rivals - top)
    whole = with_me + np.exp(-top) + float(in_place.sum())
    twins = tuple(
        one for one in closest if in_place[one] > _CANNOT_TELL * (in_place[one] + np.exp(mine - top))
    )
    ours = with_me + float(in_place[list(twins)].sum())
    rival = int(np.argmax(in_place))
    share = float(in_place[rival] / whole)
    return Standing(
        without,
        float(odds[owner]),
        float(ours / whole),
        rival if share > 0.01 else None,
        share,
        fit,
        twins=twins,
    )


def _together(owner: int, forms: Forms, exposures: int) -> list[int]:
    """Which other exposures go up and down with it, on the days both are known."""
    first = np.flatnonzero(np.bincount(forms.owner, minlength=exposures))
    rows, mask = forms.rows[forms.starts[first]], forms.mask[forms.starts[first]]
    place = int(np.searchsorted(first, owner))
    both = mask * mask[place]
    days = np.maximum(both.sum(axis=1), 1.0)
    mine, theirs = both * rows[place], both * rows
    mine = (mine - (mine.sum(axis=1) / days)[:, None]) * both
    theirs = (theirs - (theirs.sum(axis=1) / days)[:, None]) * both
    size = np.sqrt((mine**2).sum(axis=1) * (theirs**2).sum(axis=1))
    alike = (mine * theirs).sum(axis=1) / np.maximum(size, 1e-12)
    alike[place] = 0.0
    return [int(one) for one in first[(alike >= _MOVE_TOGETHER) & (days >= _FEWEST_IN_COMMON)]]


def _rivals(
    owner: int, without: Look, forms: Forms, ahead: Floats, inside: list[int]
) -> list[tuple[float, int]]:
    """If this one were nothing, which others would be thought to matter: belief and best form, the strongest first."""
    odds = summed(without.log_odds, forms, len(ahead)) + ahead
    odds[inside] = -np.inf
    odds[owner] = -np.inf
    top = max(0.0, float(odds.max()))
    belief = np.exp(odds - top) / (np.exp(-top) + float(np.exp(odds - top).sum()))
    found = []
    for rival in np.argsort(-belief, kind="stable")[:_MOST_RIVALS].tolist():
        if belief[rival] > _RIVAL_COUNTS:
            rows = forms.of(rival)
            best = int(np.argmax(without.log_odds[rows] + np.log(forms.weight[rows])))
            found.append((float(belief[rival]), rows.start + best))
    return found


def _chance(log_odds: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(log_odds, -700, 700))))
