# SPDX-License-Identifier: Apache-2.0
"""Over a network that drops, loses answers and repeats, every event reaches the server exactly once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import Server
from tests.browser.phone import Phone
from tests.browser.wire import Faults, Wire

EPISODES = 30

RECORD = """async ({person, episodes}) => {
    const here = name => document.querySelector('script[type=module]').src.replace('app.js', name);
    const outbox = await import(here('outbox.js'));
    const { uuid7, instant } = await import(here('ids.js'));
    const made = [];
    for (let i = 0; i < episodes; i++) {
        const episode = uuid7();
        const at = instant(Date.now() - (episodes - i) * 60000);
        const event = (kind, data) => ({ id: uuid7(), episode, kind, at, data });
        const steps = [
            [event('started', { area: 'calf', side: 'left', recorded: 'session' })],
            [event('step_started', { step: 0, remedy: 'calf_pull_toes' }), event('let_go', { step: 0 })],
            [event('told', { pain: i % 11 })],
        ];
        for (const events of steps) {
            made.push(...events.map(e => e.id));
            await outbox.put(person, events);
            await outbox.flush();
        }
    }
    return made;
}"""


def events_kept(server: Server, person: str) -> Counter[str]:
    """How often each event id of a person lies in the server's database."""
    with sqlite3.connect(f"file:{server.home}/unclench.sqlite3?mode=ro", uri=True) as database:
        rows = database.execute(
            "select event_id from store_event where person_id = ?", (UUID(person).hex,)
        ).fetchall()
    return Counter(str(UUID(row[0])) for row in rows)


@pytest.mark.parametrize("seed", [1, 2])
def test_each_event_arrives_exactly_once_however_bad_the_network(
    server: Server, contexts: Callable[..., BrowserContext], seed: int
) -> None:
    faults = Faults(lost_request=0.15, lost_answer=0.15, repeated=0.15, seed=seed)
    wire = Wire(server.port, faults)
    try:
        phone = Phone.of_a_new_person(server, contexts(), base=wire.url)
        phone.goto()
        made = phone.page.evaluate(RECORD, {"person": phone.person, "episodes": EPISODES})
        assert len(made) == 4 * EPISODES
        for _ in range(
            60
        ):  # what still waits goes with the next tries; each is asked for here instead of in a minute
            phone.page.evaluate("() => dispatchEvent(new Event('online'))")
            if phone.page.locator("[data-outbox]").inner_text() == "":
                break
        phone.await_sent()
        assert min(faults.happened[name] for name in ("lost_request", "lost_answer", "repeated")) >= 5
        assert events_kept(server, phone.person) == Counter(made)
        episodes = phone.episodes()
        assert len(episodes) == EPISODES
        assert sorted(row["pain"] for row in episodes) == sorted(number % 11 for number in range(EPISODES))
        assert all(row["let_go"] and len(row["steps"]) == 1 for row in episodes)
    finally:
        wire.close()


def test_an_outbox_that_was_interrupted_goes_on_after_a_reload(
    server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    wire = Wire(server.port)
    try:
        phone = Phone.of_a_new_person(server, contexts(), base=wire.url)
        person = phone.person
        phone.goto()
        wire.cut()
        made = phone.page.evaluate(RECORD, {"person": person, "episodes": 3})
        expect(phone.page.locator("[data-outbox]")).to_have_text("12 notes are waiting to be sent.")
        wire.mend()
        phone.page.reload()
        phone.await_sent()
        assert events_kept(server, person) == Counter(made)
    finally:
        wire.close()


def test_what_the_server_refuses_is_set_aside_and_holds_nothing_up(phone: Phone, server: Server) -> None:
    phone.goto()
    phone.page.evaluate(
        """async (person) => {
            const here = name => document.querySelector('script[type=module]').src.replace('app.js', name);
            const outbox = await import(here('outbox.js'));
            const { uuid7, instant } = await import(here('ids.js'));
            const at = instant(Date.now() - 60000);
            const good = { id: uuid7(), episode: uuid7(), kind: 'logged', at, data: { area: 'calf', side: 'left' } };
            const bad = { id: uuid7(), episode: uuid7(), kind: 'logged', at, data: { area: 'tail' } };
            await outbox.put(person, [bad, good]);
        }""",
        phone.person,
    )
    expect(phone.page.locator("[data-outbox]")).to_have_text(
        "1 could not be taken and is kept on this phone."
    )
    assert phone.set_aside() == 1
    assert [row["area"] for row in phone.episodes()] == ["calf"]


def test_a_stale_token_is_renewed_without_a_word(phone: Phone) -> None:
    """The CSRF cookie of a phone that was off for a year is gone; the entry still arrives."""
    phone.open_session()
    phone.context.clear_cookies(name="csrftoken")
    phone.tap("let_go")
    phone.episodes_when(1)
