# SPDX-License-Identifier: Apache-2.0
"""A product in the hand: looked at, kept once, judged anew, compared, added up, taken off and brought back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.people import NOW, Browser, Device, keep_a_product, new_id

from unclench.diary import EventKind, Medicine
from unclench.store import episodes, persons, products

pytestmark = pytest.mark.django_db

BALM = "Cooling balm\nActive ingredients: Menthol 4 %\nUses: temporary relief of minor aches and pains"
MAGNESIUM = b"Name: Mag 400\nSupplement facts\nServing size 1 tablet\nMagnesium 400 mg\nDirections: Take 1 tablet a day"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def send(browser: Browser, **fields: Any) -> Any:
    return browser.client.post("/products/add/", {"product": str(new_id())} | fields, headers=browser.csrf())


def page_of(browser: Browser, address: str) -> str:
    response = browser.client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def words_of(page: str) -> str:
    """The words a person reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_look_keeps_nothing_and_can_be_kept_afterwards(household: Browser) -> None:
    looked = send(household, text=BALM, do="look")
    page = looked.content.decode()
    assert looked.status_code == 200
    assert "Cooling balm" in page
    assert "Suitable with care" in page
    assert products.shelf(household.person.id) == []
    fields = dict(re.findall(r'<input type="hidden" name="(product|way|name|route)" value="([^"]*)"', page))
    kept = send(household, **fields, text=BALM, do="keep")
    assert kept.status_code == 302
    (owned,) = products.shelf(household.person.id)
    assert (str(owned.id), owned.name, owned.way) == (fields["product"], "Cooling balm", "paste")


def test_the_three_questions_are_answered_apart(household: Browser) -> None:
    page = words_of(page_of(household, f"/products/{keep_a_product(household.person.id)}/"))
    at = [page.index(question) for question in ("Can it harm me?", "Do its claims hold?", "Who makes it?")]
    assert at == sorted(at)
    assert "We earn nothing from this: no links to shops, no ranking for money." in page
    assert "What we could not check" in page
    assert "On the label 4 % In the trials" in page


def test_every_reason_leads_to_its_record(household: Browser) -> None:
    page = page_of(household, f"/products/{keep_a_product(household.person.id)}/")
    assert 'href="/learn/ingredient/ingredient_menthol/"' in page
    assert 'href="/learn/verdict/R_HEAT_OR_OCCLUSION/"' in page
    assert not re.search(r'href="https?://(?!doi\.org/|pubmed\.)', page)


def test_a_second_click_keeps_one(household: Browser) -> None:
    product = str(new_id())
    for _ in range(2):
        assert send(household, product=product, text=BALM, do="keep").status_code == 302
    assert len(products.shelf(household.person.id)) == 1


def test_typed_lines_are_a_label(household: Browser) -> None:
    sent = send(
        household, name="My mix", ingredient=["menthol", "camphor", ""], amount=["4 %", "3 %", ""], route="skin",
        do="keep",
    )  # fmt: skip
    page = words_of(page_of(household, sent["Location"]))
    assert "My mix" in page
    assert "menthol : 4 %" in page
    assert "camphor : 3 %" in page
    assert "where it goes" not in page


def test_a_file_is_read(household: Browser) -> None:
    sample = Path(__file__).parents[1] / "samples" / "labels" / "dailymed_salonpas_pain_relief_patch.json"
    data = sample.read_bytes() if sample.exists() else b'{"results": [{"active_ingredient": ["Menthol 3%"]}]}'
    sent = send(household, file=SimpleUploadedFile("label.json", data), do="keep")
    (owned,) = products.shelf(household.person.id)
    assert sent.status_code == 302
    assert (owned.label, owned.way, owned.file_name) == (data, "file", "label.json")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "There is no label yet."),
        ({"text": BALM, "ingredient": ["menthol"], "amount": ["4 %"]}, "two ways at once"),
        ({"text": BALM, "product": "x"}, "This form is damaged."),
        ({"text": "Dear diary, the weather was lovely today."}, "label"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_in_the_form(
    household: Browser, fields: dict[str, Any], said: str
) -> None:
    answer = send(household, **({"name": "Typed name", "do": "keep"} | fields))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "There is a problem" in page
    assert 'value="Typed name"' in page
    assert fields.get("text", "") in page
    assert products.shelf(household.person.id) == []


@pytest.mark.parametrize("megabytes", [6, 13])
def test_a_file_that_is_too_big_is_refused_kindly(household: Browser, megabytes: int) -> None:
    big = SimpleUploadedFile("label.json", b" " * (megabytes * 1024 * 1024))
    answer = send(household, file=big, name="Typed name", do="keep")
    assert answer.status_code in (413, 422)
    assert "This file is too big for a label." in answer.content.decode()
    assert products.shelf(household.person.id) == []


def test_a_picture_is_refused_kindly(household: Browser) -> None:
    answer = send(household, file=SimpleUploadedFile("label.png", b"\x89PNG\r\n" + bytes(200)), do="look")
    assert answer.status_code == 422
    assert "This file is not text." in answer.content.decode()


def test_a_forged_form_is_refused(household: Browser) -> None:
    answer = household.client.post("/products/add/", {"product": str(new_id()), "text": BALM, "do": "keep"})
    assert answer.status_code == 403
    assert products.shelf(household.person.id) == []


def test_more_lines_keep_what_was_typed(household: Browser) -> None:
    page = send(household, ingredient=["menthol"], amount=["4 %"], do="more").content.decode()
    assert 'value="menthol"' in page
    assert page.count('name="ingredient"') > 4


@pytest.mark.parametrize(
    "address", ["/products/", "/products/{}/", "/products/compare/?p={}", "/products/together/"]
)
def test_markup_in_a_label_is_shown_and_never_run(household: Browser, address: str) -> None:
    label = (
        f"Name: {EVIL}\nBrand: {EVIL}\nSupplement facts\nMagnesium 400 mg a day {EVIL}\n"
        f"Uses: relieves cramps {EVIL}"
    )
    owned = keep_a_product(household.person.id, label.encode(), f"Mag {EVIL}")
    page = page_of(household, address.format(owned))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page
    assert "<bdi>" in page


def test_a_name_from_right_to_left_keeps_to_itself(household: Browser) -> None:
    owned = keep_a_product(household.person.id, b"Menthol 4 %", "\u202eevil \u05de\u05e0\u05ea\u05d5\u05dc")
    assert re.search(r"<h1[^>]*><bdi>[^<]*\u05de", page_of(household, f"/products/{owned}/"))


def test_the_verdict_is_for_this_person(household: Browser) -> None:
    patch = keep_a_product(household.person.id, b"Name: Patch\nActive ingredients: Methyl salicylate 10 %")
    before = words_of(page_of(household, f"/products/{patch}/"))
    about = {"birth_year": 1986, "sex": None, "country": "US", "medicines": [Medicine("warfarin")]}
    persons.save_about(None, household.person.id, **about)  # type: ignore[arg-type]
    after = words_of(page_of(household, f"/products/{patch}/"))
    assert "blood thinner" not in before
    assert "Avoid" in after
    assert "blood thinner" in after


def test_a_change_is_told_until_it_was_read(household: Browser) -> None:
    send(household, text="Patch\nActive ingredients: Methyl salicylate 10 %", do="keep")
    (owned,) = products.shelf(household.person.id)
    assert "New since you last read it" not in page_of(household, f"/products/{owned.id}/")
    persons.save_about(
        None, household.person.id, birth_year=1986, sex=None, country="US", medicines=[Medicine("warfarin")]
    )
    for _ in range(2):
        assert "Changed since you last read it" in page_of(household, "/products/")
        page = words_of(page_of(household, f"/products/{owned.id}/"))
        assert "New since you last read it" in page
        assert "Now it is: Avoid." in page
        assert "Your profile or your shelf changed." in page
    household.client.post(f"/products/{owned.id}/noted/", headers=household.csrf())
    assert "New since you last read it" not in page_of(household, f"/products/{owned.id}/")
    assert "Changed since" not in page_of(household, "/products/")


def test_new_facts_judge_anew_and_say_so(household: Browser) -> None:
    owned = keep_a_product(household.person.id)
    old = {"word": "suitable", "confidence": "high", "rules": [], "because": [], "content_version": "older"}
    products.note_verdict(household.person.id, owned, old)
    page = words_of(page_of(household, f"/products/{owned}/"))
    assert "It was: Suitable. Now it is: Suitable with care." in page
    assert "Our facts changed." in page


def test_what_is_taken_off_can_be_brought_back(household: Browser) -> None:
    owned = keep_a_product(household.person.id)
    answer = household.client.post(f"/products/{owned}/delete/", headers=household.csrf())
    page = page_of(household, answer["Location"])
    assert "Menthol rub" not in page
    assert f'action="/products/{owned}/restore/"' in page
    assert "This is off your shelf." in page_of(household, f"/products/{owned}/")
    household.client.post(f"/products/{owned}/restore/", headers=household.csrf())
    assert "Menthol rub" in page_of(household, "/products/")


def test_four_at_most_stand_side_by_side_in_the_order_of_the_shelf(household: Browser) -> None:
    kept = [keep_a_product(household.person.id, name=f"Rub {number}") for number in range(5)]
    query = "&".join(f"p={one}" for one in kept)
    page = page_of(household, f"/products/compare/?{query}&p=rubbish&p={new_id()}")
    assert re.findall(r"<bdi>(Rub \d)</bdi></a>", page) == ["Rub 4", "Rub 3", "Rub 2", "Rub 1"]
    assert "These are the first 4 you ticked." in page


def test_what_is_not_said_is_not_added_and_not_hidden(household: Browser) -> None:
    me = household.person.id
    persons.save_about(None, me, birth_year=1986, sex=None, country="US", medicines=[])
    keep_a_product(me, MAGNESIUM, "Mag 400")
    silent = b"Name: Mag unknown\nSupplement facts\nMagnesium\nDirections: Take 1 tablet a day"
    keep_a_product(me, silent, "Mag unknown")
    page = words_of(page_of(household, "/products/together/"))
    assert "Above the upper level" in page
    assert "Mag 400 : 400 mg" in page
    assert "Upper level 350 mg US" in page
    assert "That is 114 % of it." in page
    assert "no amount a day is said: Mag unknown" in page


def test_what_i_do_not_take_can_be_left_out(household: Browser) -> None:
    me = household.person.id
    keep_a_product(me, MAGNESIUM, "Mag 400")
    rub = keep_a_product(me)
    assert "Nothing to add up." in page_of(household, f"/products/together/?p={rub}")


def test_the_diary_speaks_plainly_and_proves_nothing(household: Browser) -> None:
    me = household.person.id
    brine = keep_a_product(
        me, b"Name: Pickle juice\nIngredients: water, vinegar, pickle juice, salt", "Pickle juice"
    )
    assert "Nothing about it yet." in page_of(household, f"/products/{brine}/")
    for let_go in (True, False):
        phone = Device.at()
        events = [
            phone.event(EventKind.STARTED, 0, area="calf", side="left"),
            phone.event(EventKind.STEP_STARTED, 1, step=0, remedy="pickle_juice_sip"),
            *([phone.event(EventKind.LET_GO, 30, step=0)] if let_go else []),
            phone.event(EventKind.ENDED, 31),
        ]
        episodes.record(me, events, NOW)
    page = words_of(page_of(household, f"/products/{brine}/"))
    assert "You used it, or one like it, in 2 spasms." in page
    assert "It let go during it 1 time." in page
    assert "Nobody can say that it would not have eased anyway." in page


def test_things_are_judged_for_the_person(household: Browser) -> None:
    roller = "/products/things/foam_roller/"
    assert "Fine, used safely" in page_of(household, roller)
    persons.save_profile(None, household.person.id, conditions=["osteoporosis"], equipment=[], turned_on=[])
    page = words_of(page_of(household, roller))
    assert "Avoid" in page
    assert "Not for you: weak bones. On spine." in page
    assert household.client.get("/products/things/magic_wand/").status_code == 404


def test_a_label_nobody_can_read_any_more_breaks_no_page(household: Browser) -> None:
    owned = keep_a_product(household.person.id, b"\x89PNG\r\n", "Lost")
    assert "Cannot be read any more" in page_of(household, "/products/")
    assert "This label cannot be read any more." in page_of(household, f"/products/{owned}/")
    for address in ("/products/together/", f"/products/compare/?p={owned}"):
        page_of(household, address)
    put = household.client.post(f"/products/{owned}/skin/", {"do": "on"}, headers=household.csrf())
    assert put.status_code in (302, 422)


def test_addresses_hold_ids_and_nothing_about_health(household: Browser) -> None:
    sent = send(household, text=BALM, do="keep")
    assert UUID(sent["Location"].split("/")[2])
    assert re.fullmatch(r"/products/[0-9a-f-]{36}/", sent["Location"])
