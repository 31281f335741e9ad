# SPDX-License-Identifier: Apache-2.0
"""The phone's machine.js and record.js are twins of machine.py and session.py: driven alike, they say the same."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from datetime import datetime
from typing import Any

from playwright.sync_api import Page
from uuid6 import uuid7

from tests.browser.phone import Phone
from unclench.body.areas import Area, Side, sides_of
from unclench.diary import Person, Recorded, event_json
from unclench.relief import Circumstances, Session, machine, plan
from unclench.web.library import library

SESSIONS = 250
KINDS = (
    "next", "again", "longer", "pause", "resume", "answer", "let_go", "came_back", "time", "where", "finish",
    "stop", "look", "no_such_verb",
)  # fmt: skip
WEIGHTS = (6, 3, 3, 3, 3, 4, 2, 2, 2, 3, 0.4, 0.3, 4, 1)
NOON_MS = 1_772_362_800_000  # 2026-03-01T11:00Z, twelve in Berlin

# Thousands of states travel as one text: taken apart by the driver value by value they would take ten times as long.
DRIVE = """async (sessions) => {
    const machine = await import(document.querySelector('script[type=module]').src.replace('app.js', 'machine.js'));
    return JSON.stringify(JSON.parse(sessions).map(({script, order, now, actions}) => {
        let state = machine.begin(script, order, now);
        const told = (s) => ({ ...s, elapsed: machine.elapsedMs(s), check: machine.checkDue(s) });
        const seen = [told(state)];
        for (const [kind, at, data] of actions) {
            state = kind === 'look' ? machine.advance(script, state, at) : machine.apply(script, state, kind, at, data);
            seen.push(told(state));
        }
        return seen;
    }), (name, value) => Number.isNaN(value) ? 'NaN' : value ?? null);
}"""

RECORD = """async (sessions) => {
    const here = name => document.querySelector('script[type=module]').src.replace('app.js', name);
    const machine = await import(here('machine.js'));
    const { begun, changed, event } = await import(here('record.js'));
    return JSON.stringify(JSON.parse(sessions).map(({script, order, now, area, side, actions}) => {
        let state = machine.begin(script, order, now);
        const events = begun('e', script, state, now, area, side);
        for (const [kind, at, data] of actions) {
            if (kind === 'told') { events.push(event('e', 'told', at, data)); continue; }
            const before = machine.advance(script, state, at);
            state = kind === 'look' ? before : machine.apply(script, before, kind, at, data);
            if (kind !== 'look') events.push(...changed('e', script, before, state, kind, at));
        }
        return events.map(({kind, at, data}) => ({kind, at, data}));
    }), (name, value) => Number.isNaN(value) ? 'NaN' : value ?? null);
}"""


def random_script(dice: random.Random) -> tuple[machine.ScriptStep, ...]:
    return tuple(
        machine.ScriptStep(
            remedy=f"step_{number}",
            ready_seconds=dice.choice((0, 5, 8, 12)),
            hold_seconds=dice.choice((0, 1, 10, 30, 120, 1200)),
            repeats=dice.randint(1, 4),
            rest_seconds=dice.choice((0, 5, 10)),
            switch=dice.random() < 0.3,
            clot_question=dice.random() < 0.35,
        )
        for number in range(dice.randint(1, 6))
    )


def random_order(dice: random.Random, length: int) -> list[int]:
    return dice.sample(range(length), dice.randint(1, length))


def random_actions(dice: random.Random, steps: int, now: int) -> list[list[Any]]:
    """Taps with times that mostly go on, sometimes jump by hours and sometimes go back."""
    actions = []
    for _ in range(dice.randint(5, 40)):
        jump = dice.random()
        if jump < 0.08:
            now -= dice.randint(1, 600_000)
        elif jump < 0.15:
            now += dice.randint(600_000, 40_000_000)
        else:
            now += dice.choice((0, 1, 999, 1000, 4000, 5000, 15_000, dice.randint(0, 60_000)))
        kind = dice.choices(KINDS, WEIGHTS)[0]
        actions.append([kind, now, _details(dice, kind, steps)])
    return actions


def _details(dice: random.Random, kind: str, steps: int) -> dict[str, Any]:
    if kind == "answer":
        return dice.choice(({"yes": True}, {"yes": False}, {"yes": False}, {}, {"yes": None}))
    if kind == "time":
        return dice.choice(({"seconds": 60}, {"seconds": 0}, {"seconds": None}, {}))
    if kind == "where":
        return {"order": random_order(dice, steps)}
    return {}


def told(state: machine.State) -> dict[str, Any]:
    """A state as JSON, with what is derived from it."""
    return {
        **asdict(state),
        "order": list(state.order),
        "elapsed": machine.elapsed_ms(state),
        "check": machine.check_due(state).value,
    }


def in_python(session: dict[str, Any], script: tuple[machine.ScriptStep, ...]) -> list[dict[str, Any]]:
    state = machine.begin(script, tuple(session["order"]), session["now"])
    seen = [told(state)]
    for kind, at, data in session["actions"]:
        state = (
            machine.advance(script, state, at)
            if kind == "look"
            else machine.apply(script, state, kind, at, data)
        )
        seen.append(told(state))
    return seen


def test_the_machines_agree_after_every_tap(phone: Phone) -> None:
    dice = random.Random(20260301)
    scripts = [random_script(dice) for _ in range(SESSIONS)]
    sessions = [
        {
            "script": [asdict(step) for step in script],
            "order": random_order(dice, len(script)),
            "now": NOON_MS,
            "actions": random_actions(dice, len(script), NOON_MS),
        }
        for script in scripts
    ]
    phone.goto("help/")
    theirs = json.loads(phone.page.evaluate(DRIVE, json.dumps(sessions)))
    phases, askings = set(), set()
    for session, script, seen in zip(sessions, scripts, theirs, strict=True):
        ours = in_python(session, script)
        for number, (mine, other) in enumerate(zip(ours, seen, strict=True)):
            assert mine == other, (number, session["actions"][max(0, number - 1)], script)
            phases.add(mine["phase"])
            askings.add(mine["asking"])
    assert phases == set(machine.Phase), "the random sessions do not reach every phase"
    assert askings == {None, *machine.Asking}


def test_both_write_the_same_diary(page: Page, phone: Phone) -> None:
    dice = random.Random(7)
    me = Person(id=uuid7(), name="Me")
    sessions, diaries = [], []
    for number in range(60):
        area = dice.choice(list(Area))
        side = dice.choice(sides_of(area)) if number % 5 else Side.BOTH
        made = plan(area, side, me, Circumstances(), [], library())
        actions = random_actions(dice, len(made.steps), NOON_MS)
        actions.insert(dice.randrange(len(actions)), ["told", NOON_MS, {"pain": dice.randint(0, 10)}])
        session = Session.start(made, NOON_MS, new_id=uuid7, utc_offset_minutes=60, recorded=Recorded.SESSION)
        for kind, at, data in actions:
            if kind == "told":
                session.tell(at, **data)
            elif kind == "look":
                session.look(at)
            else:
                session.do(kind, at, **data)
        diaries.append([event_json(event) for event in session.take_events()])
        sessions.append(
            {
                "script": [asdict(step) for step in session.script],
                "order": list(range(len(made.steps))),
                "now": NOON_MS,
                "area": area.value,
                "side": side.value,
                "actions": actions,
            }
        )
    phone.goto("help/")
    kinds = set()
    written = json.loads(page.evaluate(RECORD, json.dumps(sessions)))
    for mine, theirs in zip(diaries, written, strict=True):
        assert [plainly(event) for event in mine] == [plainly(event) for event in theirs]
        kinds |= {event["kind"] for event in mine}
    assert kinds == {"started", "step_started", "step_ended", "let_go", "edited", "told", "ended"}


def plainly(event: dict[str, Any]) -> tuple[str, datetime, object, dict[str, Any]]:
    at = datetime.fromisoformat(event["at"])
    return event["kind"], at, at.utcoffset(), event["data"]
