# SPDX-License-Identifier: Apache-2.0
"""What to ask next: the questions that could settle the highest level soonest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cache

from unclench.care.answering import Known, Standing, known_from, standing_of
from unclench.care.book import RuleBook
from unclench.care.entities import LEVELS, Findings, Question, Value, rank
from unclench.care.not_asked import out_of_place
from unclench.care.vocabulary import Group, Key
from unclench.care.ways import Usual, ways
from unclench.evidence import UrgencyLevel

__all__ = ["MOST_SCREENS", "SESSION", "asked_areas", "is_sign", "level_so_far", "next_screen", "questions"]

MOST_SCREENS = 4
"""From a session an answer stands after this many screens, whatever was answered."""

SESSION = "session"
URGENT = rank(UrgencyLevel.URGENT)


def next_screen(
    findings: Findings, book: RuleBook, *, area: str = "", at_most: int = 7, asked: Iterable[str] = (), way: str = "",
) -> tuple[Question, ...]:  # fmt: skip
    """The next questions, at most so many; none where nothing that is open could raise the level.

    area: where it hurts, by its id; without one, the areas of the findings. asked: keys that were asked already, also
    those answered with “not sure”. way: `session` asks only what belongs to the area, on at most four screens.
    """
    done = frozenset(asked)
    if way == SESSION and len(done) >= MOST_SCREENS * at_most:
        return ()
    areas = (area,) if area else asked_areas(findings, book)
    known = known_from(_with_areas(findings.values, areas, book), book)
    found = questions(findings, known, standing_of(known, book), book, areas=areas, asked=done)
    screen: list[Question] = []
    for question in found:
        if len(screen) == at_most:
            break
        if way == SESSION and not _belongs(book.keys[question.key], areas, book):
            continue
        if not any(_overlap(question.key, other.key, book) for other in screen):
            screen.append(question)
    return tuple(screen)


def _overlap(one: str, other: str, book: RuleBook) -> bool:
    """Whether one question is a part of the other: a screen does not ask the same twice."""
    return one in book.supports.get(other, ()) or other in book.supports.get(one, ())


def asked_areas(findings: Findings, book: RuleBook) -> tuple[str, ...]:
    """The ids of the areas that the findings name."""
    said = findings.values.get("areas", ())
    listed = said if isinstance(said, tuple) else ()
    return tuple(area for area in book.library.areas if area in listed)


def level_so_far(standing: Standing, book: RuleBook) -> int:
    """The rank of the highest level that holds."""
    return max((book.rules[place].rank for place in standing.holds), default=0)


def questions(
    findings: Findings, known: Known, standing: Standing, book: RuleBook, *, areas: tuple[str, ...] = (),
    asked: frozenset[str] = frozenset(),
) -> tuple[Question, ...]:  # fmt: skip
    """Every question that could raise the level, best first.

    A rule that asks nothing of its own does ask for the one answer it lacks once a sign of it was named. First what one
    answer would settle because of a sign that was just named, then the order content gives for the area,
    then by turn (see `_turn`), the highest level an answer could reach, the fewest answers that takes, the gravest
    danger, and how many rules hang on it.
    """
    reached = level_so_far(standing, book)
    silent = asked | out_of_place(findings, known, book)
    moved: set[int] = set().union(*(book.touching.get(key, ()) for key in (*known, *silent)))
    best, settles = _unmoved(book.usual[reached], moved)
    signs = {key for key, value in known.items() if value is True and is_sign(book.keys[key])}
    settling: set[str] = set()
    for place in sorted(moved & standing.open):
        rule = book.rules[place]
        near = not signs.isdisjoint(rule.names)
        if rule.rank > reached and (rule.asks or near):
            for key, answers in (ways(rule.when, known, silent, book.keys) or (0, {}))[1].items():
                if not rule.asks and answers > 1:
                    continue
                here = (-rule.rank, answers, rule.gravity)
                best[key] = min(best.get(key, here), here)
                settles[key] = settles.get(key, 0) + 1
                if near and rule.asks and answers == 1 and rule.rank >= URGENT:
                    settling.add(key)
    listed = {key: place for place, key in enumerate(book.vocabulary.screen_order(areas[0] if areas else ""))}
    keys, places = book.keys, book.places
    order = sorted(
        (
            (key not in settling, listed.get(key, len(listed)), _turn(keys[key], here, areas, book)),
            here, -settles[key], places[key], key,
        )
        for key, here in best.items()
    )  # fmt: skip
    return tuple(_question(key, keys[key].ask, keys[key].kind, keys[key].unit, -here[0], -many)
                 for _, here, many, _, key in order)  # fmt: skip


def _unmoved(usual: Usual, moved: Set[int]) -> tuple[dict[str, tuple[int, int, int]], dict[str, int]]:
    """Where each key leads through rules that no answer moved, and through how many of them."""
    best: dict[str, tuple[int, int, int]] = {}
    settles: dict[str, int] = {}
    for key, leads in usual.items():
        still = [here for here, place in leads if place not in moved]
        if still:
            best[key] = still[0]
            settles[key] = len(still)
    return best, settles


@cache
def _question(key: str, ask: str, kind: str, unit: str, reach: int, settles: int) -> Question:
    return Question(key, ask, LEVELS[reach], str(kind), unit, settles)


def _turn(key: Key, here: tuple[int, int, int], areas: tuple[str, ...], book: RuleBook) -> int:
    """0: dangers of this very area, and matters of life anywhere, that an answer or two would settle as urgent.
    1: one answer would make an emergency. 2: an answer or two would make it urgent. 3: the rest of what belongs to
    the area. 4: what belongs to another area.
    """
    if not _belongs(key, areas, book):
        return 4
    reach, answers = -here[0], here[1]
    soon = reach >= URGENT and answers <= 2
    if soon and (key.id in book.everyone or not key.areas.isdisjoint(areas)):
        return 0
    if answers == 1 and reach > URGENT:
        return 1
    return 2 if soon else 3


def is_sign(key: Key) -> bool:
    """Whether a yes tells of this spasm, and not of who somebody is."""
    return key.is_asked and key.group not in (Group.WHO_YOU_ARE, Group.MEDICINES)


def _belongs(key: Key, areas: tuple[str, ...], book: RuleBook) -> bool:
    """Whether a question is asked for these areas: it names one of them or none, or is a matter of life anywhere."""
    return not areas or not key.areas or key.id in book.everyone or not key.areas.isdisjoint(areas)


def _with_areas(values: Mapping[str, Value], areas: tuple[str, ...], book: RuleBook) -> dict[str, Value]:
    said = dict(values)
    for area in areas:
        key = book.vocabulary.names.get(area)
        if key is not None and said.get(key) is None:
            said[key] = True
    return said
