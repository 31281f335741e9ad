# SPDX-License-Identifier: Apache-2.0
"""What this server speaks from: the content and the figures, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import unclench
from unclench import evidence
from unclench.body.areas import Area, Side
from unclench.evidence import Library

# What draws is imported where it draws: the first page has no figure and need not wait for it.
if TYPE_CHECKING:
    from unclench.body.figure import Figure
    from unclench.body.figure_records import Figures

__all__ = ["drawn", "figures", "library", "warm"]


@cache
def library() -> Library:
    """The content, checked on load."""
    return evidence.load()


@cache
def figures() -> Figures:
    """The poses of content/figures.yaml."""
    from unclench.body.figure_records import load_figures

    return load_figures(Path(unclench.__file__).parent / "content" / "figures.yaml")


@cache
def drawn(remedy_id: str, side: Side, area: Area) -> Figure | None:
    """The figure of a remedy for a side and an area; None where the remedy has none."""
    from unclench.body.figure import figure, has_figure

    return figure(remedy_id, side, figures(), area) if has_figure(remedy_id, figures()) else None


@cache
def warm() -> None:
    """Read the poses in the background, once: the next touch then finds its figures ready."""
    Thread(target=figures, name="figures", daemon=True).start()
