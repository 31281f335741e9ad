# SPDX-License-Identifier: Apache-2.0
"""An episode in the terminal: a heading a day, a line an episode, what was tried and told below it; or as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from unclench.body.areas import title
from unclench.diary import DOING_LABELS, Episode, StepResult
from unclench.evidence.library import Library
from unclench.web.words import clock, day_heading, lasted

__all__ = ["diary_json", "diary_lines", "episode_lines"]

_RESULTS = {
    StepResult.LET_GO: "it let go",
    StepResult.MOVED_ON: "moved on",
    StepResult.STOPPED: "stopped",
    StepResult.UNKNOWN: "",
}


def diary_lines(episodes: list[Episode], library: Library, today: date) -> list[str]:
    """The diary as it stands in the terminal, newest day first."""
    lines: list[str] = []
    day: date | None = None
    for episode in episodes:
        if episode.local_onset.date() != day:
            day = episode.local_onset.date()
            lines += ([""] if lines else []) + [day_heading(day, today)]
        lines += episode_lines(episode, library)
    return lines


def episode_lines(episode: Episode, library: Library, *, with_day: bool = False) -> list[str]:
    """One episode. with_day: the date stands before the time, for where no day heading does."""
    when = f"{episode.local_onset:%Y-%m-%d} " if with_day else ""
    pain = "" if episode.pain is None else f", pain {episode.pain} of 10"
    lines = [
        f"  {when}{clock(episode.local_onset)}  {title(episode.area, episode.side)}, {_length(episode)}{pain}"
    ]
    tried = [_tried(step.remedy, step.result, library) for step in episode.steps]
    doing = [] if episode.doing is None else [DOING_LABELS[episode.doing]]
    lines += ["         " + line for line in (*tried, *doing, episode.different, episode.note) if line]
    return lines


def diary_json(person_name: str, episodes: list[Episode]) -> dict[str, Any]:
    """The stable shape of `unclench diary --json`.

        {"unclench_diary": 1, "person": "Me", "episodes": [{
            "id": "0190…", "area": "calf", "side": "left",
            "onset": "2026-03-01T02:13:00+01:00", "ended": "2026-03-01T02:15:10+01:00" | null,
            "duration_seconds": 130 | null, "let_go": true, "pain": 0…10 | null, "doing": "asleep" | null,
            "different": "", "note": "", "recorded": "session" | "terminal" | "form" | "command",
            "steps": [{"remedy": "calf_dorsiflexion_pull", "started": "2026-…", "result":
                       "let_go" | "moved_on" | "stopped" | "unknown"}]}]}

    Newest onset first. Times carry the offset of the place. `unclench_diary` grows when a key changes its meaning or
    goes; a new key may come at any time.
    """
    return {"unclench_diary": 1, "person": person_name, "episodes": [_episode_json(one) for one in episodes]}


def _episode_json(episode: Episode) -> dict[str, Any]:
    span = episode.duration
    return {
        "id": str(episode.id),
        "area": episode.area.value,
        "side": episode.side.value,
        "onset": _there(episode, episode.onset_at),
        "ended": None if episode.ended_at is None else _there(episode, episode.ended_at),
        "duration_seconds": None if span is None else round(span.total_seconds()),
        "let_go": episode.let_go,
        "pain": episode.pain,
        "doing": None if episode.doing is None else episode.doing.value,
        "different": episode.different,
        "note": episode.note,
        "recorded": episode.recorded.value,
        "steps": [
            {"remedy": step.remedy, "started": _there(episode, step.started_at), "result": step.result.value}
            for step in episode.steps
        ],
    }


def _there(episode: Episode, moment: datetime) -> str:
    return moment.astimezone(UTC).astimezone(episode.local_onset.tzinfo).isoformat(timespec="seconds")


def _length(episode: Episode) -> str:
    return lasted(episode.duration)


def _tried(remedy: str, result: StepResult, library: Library) -> str:
    known = library.remedies.get(remedy)
    name = remedy.replace("_", " ").capitalize() if known is None else known.name
    return f"{name}: {_RESULTS[result]}" if _RESULTS[result] else name
