# SPDX-License-Identifier: Apache-2.0
"""What the rules say of the vignettes, as figures and as docs/safety/vignettes.md.

`python -m tools.vignettes` writes the page and prints the figures; with `--check` it only says whether it is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from unclench.care import assess, read, rule_book
from unclench.care.entities import LEVELS, rank
from unclench.evidence import UrgencyLevel, load

ROOT = Path(__file__).parent.parent
VIGNETTES = ROOT / "tests" / "spec" / "care" / "vignettes.yaml"
FIRST_RUN = VIGNETTES.with_name("first_run.yaml")
PAGE = ROOT / "docs" / "safety" / "vignettes.md"

# The bars of rule 9 of the safety design.
SEEN_SOON_LEAST = 0.97
TOO_HIGH_MOST = 0.10
SELF_CARE_LEAST = 0.80

_FALLING = tuple(reversed(LEVELS))
_SOON = frozenset({UrgencyLevel.EMERGENCY, UrgencyLevel.URGENT})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One story: the best level, those that can be defended, and the one it got with the rules that gave it."""

    id: str
    danger: str
    expected: UrgencyLevel
    acceptable: frozenset[UrgencyLevel]
    got: UrgencyLevel
    rules: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.got in self.acceptable

    @property
    def too_high(self) -> bool:
        return rank(self.got) > max(map(rank, self.acceptable))

    @property
    def too_low(self) -> bool:
        return rank(self.got) < min(map(rank, self.acceptable))


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of

    def __str__(self) -> str:
        return f"{self.count} of {self.of} ({100 * self.value:.1f} %)"


@dataclass(frozen=True, slots=True)
class Figures:
    """What the bars are about.

    seen_soon: emergency and urgent stories answered with emergency or urgent. left_waiting: emergencies that were not.
    too_high: of the stories that are no emergency, those above every acceptable level; strictly: above the best one.
    """

    seen_soon: Share
    left_waiting: tuple[str, ...]
    too_high: Share
    too_high_strictly: Share
    too_low: Share
    self_care_right: Share
    exact: Share


def stories() -> list[dict[str, Any]]:
    """The vignettes as they stand in the file."""
    told: list[dict[str, Any]] = _file(VIGNETTES)["vignettes"]
    return told


def sources() -> dict[str, dict[str, str]]:
    """The pages that the stories lean on."""
    pages: dict[str, dict[str, str]] = _file(VIGNETTES)["sources"]
    return pages


def recorded() -> list[dict[str, Any]]:
    """The rows of the first run as they were written down."""
    rows: list[dict[str, Any]] = _file(FIRST_RUN)["rows"]
    return rows


@cache
def _file(path: Path) -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held


def outcomes() -> tuple[Outcome, ...]:
    """Every story through the door that anybody's findings take."""
    book = rule_book(load())
    out = []
    for story in stories():
        reading = read(story["findings"], book)
        found = assess(reading.findings, book)
        rules = tuple(fired.rule_id for fired in found.fired if fired.level is found.level)
        out.append(_outcome(story, story["class"], found.level, rules, tuple(reading.not_understood)))
    return tuple(out)


def first_run() -> tuple[Outcome, ...]:
    """What the rules said the first time, by the levels that were expected then."""
    classes = {story["id"]: story["class"] for story in stories()}
    return tuple(_outcome(row, classes.get(row["id"], ""), UrgencyLevel(row["got"])) for row in recorded())


def _outcome(
    row: dict[str, Any],
    danger: str,
    got: UrgencyLevel,
    rules: tuple[str, ...] = (),
    strange: tuple[str, ...] = (),
) -> Outcome:
    best = UrgencyLevel(row["expected"])
    acceptable = frozenset(UrgencyLevel(level) for level in row.get("acceptable", [best]))
    return Outcome(row["id"], danger, best, acceptable, got, rules, strange)


def figures(found: Sequence[Outcome]) -> Figures:
    """The outcomes counted."""
    serious = [one for one in found if one.expected in _SOON]
    calmer = [one for one in found if one.expected is not UrgencyLevel.EMERGENCY]
    home = [one for one in found if one.expected is UrgencyLevel.SELF_CARE]
    return Figures(
        seen_soon=Share(sum(one.got in _SOON for one in serious), len(serious)),
        left_waiting=tuple(
            one.id for one in serious if one.expected is UrgencyLevel.EMERGENCY and one.got not in _SOON
        ),
        too_high=Share(sum(one.too_high for one in calmer), len(calmer)),
        too_high_strictly=Share(sum(rank(one.got) > rank(one.expected) for one in calmer), len(calmer)),
        too_low=Share(sum(one.too_low for one in found), len(found)),
        self_care_right=Share(sum(one.got is UrgencyLevel.SELF_CARE for one in home), len(home)),
        exact=Share(sum(one.got is one.expected for one in found), len(found)),
    )


def by_level(found: Sequence[Outcome]) -> str:
    """A table: rows are the best level, columns what the rules said."""
    lines = [
        "| best level | " + " | ".join(_word(level) for level in _FALLING) + " | acceptable |",
        "|---|" + "---|" * (len(_FALLING) + 1),
    ]
    for level in _FALLING:
        here = [one for one in found if one.expected is level]
        got = [str(sum(one.got is column for one in here)) for column in _FALLING]
        lines.append(
            f"| {_word(level)} | {' | '.join(got)} | {Share(sum(one.right for one in here), len(here))} |"
        )
    return "\n".join(lines)


def by_class(found: Sequence[Outcome]) -> str:
    """A table: one row for each class of story."""
    lines = ["| class | stories | acceptable | too low | too high |", "|---|---|---|---|---|"]
    for danger in sorted({one.danger for one in found}):
        here = [one for one in found if one.danger == danger]
        right, low, high = (
            sum(getattr(one, what) for one in here) for what in ("right", "too_low", "too_high")
        )
        lines.append(f"| {danger.replace('_', ' ')} | {len(here)} | {right} | {low} | {high} |")
    return "\n".join(lines)


def _word(level: UrgencyLevel) -> str:
    return level.value.replace("_", "-")


def _bars(found: Sequence[Outcome]) -> str:
    now = figures(found)
    waiting = ", ".join(f"`{one}`" for one in now.left_waiting) or "none"
    return f"""| what | bar | figure |
|---|---|---|
| emergency or urgent, answered with either | at least {SEEN_SOON_LEAST:.0%} | {now.seen_soon} |
| emergencies answered with doctor or self-care | none | {waiting} |
| too high: above every acceptable level, no emergency | at most {TOO_HIGH_MOST:.0%} | {now.too_high} |
| self-care answered with self-care | at least {SELF_CARE_LEAST:.0%} | {now.self_care_right} |
| too low, below every acceptable level | no bar | {now.too_low} |
| too high, read strictly: above the best level | no bar | {now.too_high_strictly} |
| the best level itself | no bar | {now.exact} |"""


def _misses(found: Sequence[Outcome]) -> Iterator[str]:
    for one in found:
        if not one.right:
            wanted = " or ".join(_word(level) for level in _FALLING if level in one.acceptable)
            yield f"- `{one.id}`: {wanted}, got {_word(one.got)}"


def page(now: Sequence[Outcome], then: Sequence[Outcome]) -> str:
    """docs/safety/vignettes.md in full."""
    told = stories()
    memory = sum(story["source"] == "from_memory" for story in told)
    several = sum(len(story.get("acceptable", [])) > 1 for story in told)
    changed = [story for story in told if "expectation_changed" in story]
    moved = {one.id: one.got for one in then} != {one.id: one.got for one in now if one.id in _ids(then)}
    date = _file(FIRST_RUN)["date"]
    heading = "Now, after tuning" if moved else "Now"
    caution = (
        "Rules were changed after their author had seen the misses below. These figures are therefore kinder than\n"
        "life would be. The first run is the honest one."
        if moved
        else "No level has changed since the first run."
    )
    minds = "\n".join(f"- `{story['id']}`: {story['expectation_changed']}" for story in changed) or "None."
    return f"""# How the rules do on stories

Made by `python -m tools.vignettes`; a test fails when this page is stale.

{len(told)} stories of people stand in [vignettes.yaml](../../tests/spec/care/vignettes.yaml). They were written from
guidelines and clinical pages, with their levels, before the rules or the vocabulary were read. Each names its page;
{memory} come from general knowledge only and say `from_memory`. Then each story was put into the words of
`unclench care --keys`: what it says, yes or no, and nothing else.

What these figures cannot show:

- No clinician has written or checked a story, a level or a rule.
- Stories and rules come from two authors of one project who lean on similar pages. What both miss stays unseen.
- A tidy story is easier than a frightened person who answers half of the questions.
- {several} stories have more than one acceptable level. The strict rows count only the best one.

## The first run, {date}

Before any rule was changed because of a story.

{_bars(then)}

{by_level(then)}

Misses of the first run:

{chr(10).join(_misses(then)) or "None."}

## {heading}

{caution}

{_bars(now)}

{by_level(now)}

{by_class(now)}

Misses that remain:

{chr(10).join(_misses(now)) or "None."}

## Levels that were thought over after the first run

{minds}
"""


def _ids(found: Sequence[Outcome]) -> set[str]:
    return {one.id for one in found}


def main(arguments: Sequence[str]) -> int:
    now = outcomes()
    text = page(now, first_run())
    if "--check" in arguments:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text
        print(
            "docs/safety/vignettes.md is stale: run `python -m tools.vignettes`." if stale else "It is fresh."
        )
        return 1 if stale else 0
    PAGE.write_text(text, encoding="utf-8")
    print(_bars(now), by_level(now), by_class(now), *_misses(now), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
