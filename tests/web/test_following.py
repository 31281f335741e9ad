# SPDX-License-Identifier: Apache-2.0
"""What a person follows: offered with its reason, chosen by hand, in their order, and never more than fits."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from tests.people import NOW, Browser, Device

from unclench.diary import Sex
from unclench.diary.exposures import ExposureKind
from unclench.store import days, episodes, persons, settings
from unclench.store.settings import MOST_FOLLOWED
from unclench.web.days import suggesting

pytestmark = pytest.mark.django_db


def send(browser: Browser, do: str, **fields: str) -> Any:
    form = {"person": str(browser.person.id), "do": do} | fields
    return browser.client.post("/diary/follow/", form, headers=browser.csrf())


def page(browser: Browser) -> str:
    return unescape(browser.client.get("/diary/follow/").content.decode())


def followed(browser: Browser) -> tuple[str, ...]:
    return settings.of(browser.person.id).followed


def rows(html: str, heading: str) -> list[str]:
    section = html[html.index(heading) :]
    return re.findall(r'value="follow:(\w+)"', section[: section.index("</ul>")])


def test_nothing_is_followed_until_it_is_chosen(household: Browser) -> None:
    html = page(household)
    assert followed(household) == ()
    assert "You have chosen nothing yet." in html
    assert send(household, "take_suggested").status_code == 302
    assert followed(household) == tuple(rows(html, "Suggested for you"))
    assert len(followed(household)) == 5


def test_suggestions_fit_where_it_hurts_and_say_why(household: Browser) -> None:
    episodes.record(household.person.id, Device.at().session("calf"), NOW)
    html = page(household)
    section = html[html.index("Suggested for you") : html.index("A test of memory")]
    assert section.count("For your spasms here: calf.") == 5
    assert "Our source article asks it." in section
    assert "Fairly well tested" in section
    assert 'href="/learn/trigger/trg_exercise_load/"' in section
    assert household.client.get("/learn/trigger/trg_exercise_load/").status_code == 200


def test_everything_with_a_question_can_be_followed_and_nothing_else(household: Browser) -> None:
    known = suggesting.known(settings.of(household.person.id))
    assert set(re.findall(r'value="follow:(\w+)"', page(household))) == {
        key for key, one in known.items() if one.question
    }
    assert send(household, "follow:steps").status_code == 422
    assert send(household, "follow:moon").status_code == 422
    assert followed(household) == ()


def test_bleeding_is_not_offered_to_a_man_but_stays_if_it_is_followed(household: Browser) -> None:
    person = household.person
    for sex, offered in ((Sex.FEMALE, True), (Sex.MALE, False)):
        persons.save_about(None, person.id, birth_year=None, sex=sex, country="", medicines=[])
        assert ("follow:menstrual_flow" in page(household)) == offered
    send(household, "follow:menstrual_flow")
    assert "Stop following:" in page(household)


def test_the_order_is_the_persons_own(household: Browser) -> None:
    for key in ("hot_day", "stress", "sitting_h"):
        send(household, f"follow:{key}")
        send(household, f"follow:{key}")
    assert followed(household) == ("hot_day", "stress", "sitting_h")
    send(household, "up:sitting_h")
    assert followed(household) == ("hot_day", "sitting_h", "stress")
    send(household, "down:hot_day")
    assert followed(household) == ("sitting_h", "hot_day", "stress")
    for do in ("up:sitting_h", "down:stress", "up:moon"):
        send(household, do)
    assert followed(household) == ("sitting_h", "hot_day", "stress")
    send(household, "leave:hot_day")
    assert followed(household) == ("sitting_h", "stress")


def test_a_thing_of_ones_own_is_asked_and_its_answers_outlive_it(household: Browser) -> None:
    send(household, "add", name="Choir practice", kind="yes_no", unit="cups")
    send(household, "add", name="choir practice", kind="yes_no")
    (own,) = settings.of(household.person.id).own
    assert (own["id"], own["unit"], followed(household)) == (
        "own_choir_practice",
        "",
        ("own_choir_practice",),
    )
    address = "/diary/day/2026-03-01/check/"
    html = household.client.get(address).content.decode()
    check_in = re.search(r'name="check_in" value="([^"]+)"', html)
    assert check_in
    sent = {
        "person": str(household.person.id),
        "check_in": check_in.group(1),
        "shown": own["id"],
        f"a_{own['id']}": "yes",
    }
    household.client.post(address, sent, headers=household.csrf())
    send(household, "leave:own_choir_practice")
    day = suggesting.day_from("2026-03-01")
    assert days.said(household.person.id, day)["own_choir_practice"].value == 1.0
    assert "own_choir_practice" in rows(page(household), "Your own")


@pytest.mark.parametrize("kind", [ExposureKind.AMOUNT, ExposureKind.SCALE])
def test_ones_own_may_be_an_amount_or_a_scale(household: Browser, kind: ExposureKind) -> None:
    send(household, "add", name="Tea", kind=kind.value, unit=" cups ")
    own = suggesting.known(settings.of(household.person.id))["own_tea"]
    assert (own.kind, own.unit) == (kind, "cups" if kind is ExposureKind.AMOUNT else "")


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"name": ""}, "A name has 1 to 60 characters"), ({"name": "x" * 61}, "A name has 1 to 60"),
     ({"name": "Tea", "kind": "choice"}, "Choose how it is answered."),
     ({"name": "Tea", "kind": "amount", "unit": "x" * 21}, "A unit is a short word")],
)  # fmt: skip
def test_what_cannot_be_added_comes_back(household: Browser, fields: dict[str, str], said: str) -> None:
    answer = send(household, "add", **({"kind": "yes_no"} | fields))
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in html
    assert f'value="{fields["name"]}"' in html
    assert settings.of(household.person.id).own == ()


def test_no_more_can_be_followed_than_fit(household: Browser) -> None:
    own = tuple(
        {"id": f"own_{n}", "name": f"Thing {n}", "kind": "yes_no", "unit": ""} for n in range(MOST_FOLLOWED)
    )
    settings.change(
        household.person.id, lambda kept: replace(kept, own=own, followed=tuple(row["id"] for row in own))
    )
    answer = send(household, "follow:hot_day")
    assert answer.status_code == 422
    assert "too many things to follow" in answer.content.decode()
    assert len(followed(household)) == MOST_FOLLOWED


def test_the_thing_that_cannot_matter_says_so(household: Browser) -> None:
    html = page(household)
    assert "This one cannot cause a spasm." in html
    assert rows(html, "A test of memory") == ["control_red_car"]


def test_what_one_person_follows_is_nobody_elses(household: Browser) -> None:
    other = persons.add(None, "Other")
    send(household, "follow:hot_day")
    send(household, "add", name="Choir", kind="yes_no")
    household.client.post("/you/who/choose/", {"person": str(other.id)}, headers=household.csrf())
    assert "Choir" not in page(household)
    assert send(household, "follow:stress").status_code == 409
    assert (settings.of(other.id).followed, followed(household)) == ((), ("hot_day", "own_choir"))
