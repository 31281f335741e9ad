# SPDX-License-Identifier: Apache-2.0
"""A label is kept byte for byte, once, for one person; what is on the skin is there until its time is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests.people import NOW, Browser, Device, keep_a_product, new_id

from unclench.diary import EventKind
from unclench.errors import InputError, NotFound
from unclench.store import episodes, products
from unclench.store.products import MOST_PRODUCTS, OwnedProduct

pytestmark = pytest.mark.django_db

CONDITIONS = frozenset({"topical_counterirritant_on_skin"})


def owned(**more: object) -> OwnedProduct:
    given = OwnedProduct(id=new_id(), name="Rub", label=b"Menthol 4 %\r\n\xff\x00", way="file", kept_at=NOW)
    return replace(given, **more)  # type: ignore[arg-type]


def test_a_label_is_kept_byte_for_byte(household: Browser) -> None:
    given = owned(file_name="rub.json", whole=True, route="skin", judged={"word": "avoid", "rules": []})
    assert products.keep(household.person.id, given)
    assert products.get(household.person.id, given.id) == given
    assert products.shelf(household.person.id) == [given]


def test_a_second_click_keeps_one(household: Browser) -> None:
    given = owned()
    assert products.keep(household.person.id, given)
    assert not products.keep(household.person.id, replace(given, name="Other"))
    assert [one.name for one in products.shelf(household.person.id)] == ["Rub"]


def test_a_deleted_product_comes_back_as_it_was(household: Browser) -> None:
    given = owned()
    products.keep(household.person.id, given)
    products.delete(household.person.id, given.id)
    assert products.shelf(household.person.id) == []
    products.restore(household.person.id, given.id)
    assert products.shelf(household.person.id) == [given]


def test_nobody_else_has_it(household: Browser, owner: Browser, stranger: Browser) -> None:
    given = owned()
    products.keep(household.person.id, given)
    with pytest.raises(NotFound):
        products.get(stranger.person.id, given.id)
    with pytest.raises(NotFound):
        products.delete(stranger.person.id, given.id)
    assert products.shelf(stranger.person.id) == []


def test_a_shelf_has_an_end(household: Browser) -> None:
    for _ in range(MOST_PRODUCTS):
        products.keep(household.person.id, owned())
    with pytest.raises(InputError, match="Your shelf is full"):
        products.keep(household.person.id, owned())
    assert len(products.shelf(household.person.id)) == MOST_PRODUCTS


def test_a_rub_is_on_the_skin_until_its_time_is_over(household: Browser) -> None:
    me, rub = household.person.id, keep_a_product(household.person.id)
    until = NOW + timedelta(hours=12)
    products.put_on(me, rub, CONDITIONS, NOW, until)
    (worn,) = products.on_skin(me, until - timedelta(seconds=1))
    assert (worn.product_id, worn.put_on_at, worn.until, worn.conditions) == (rub, NOW, until, CONDITIONS)
    assert products.on_skin(me, until) == ()


def test_a_rub_washed_off_is_off(household: Browser) -> None:
    me, rub = household.person.id, keep_a_product(household.person.id)
    products.put_on(me, rub, CONDITIONS, NOW, NOW + timedelta(hours=12))
    products.take_off(me, rub)
    assert products.on_skin(me, NOW) == ()


def test_taking_a_rub_off_the_shelf_does_not_wash_it_off(household: Browser) -> None:
    me, rub = household.person.id, keep_a_product(household.person.id)
    products.put_on(me, rub, CONDITIONS, NOW, NOW + timedelta(hours=12))
    products.delete(me, rub)
    assert len(products.on_skin(me, NOW)) == 1


def test_the_diary_counts_spasms_and_not_steps(household: Browser) -> None:
    me = household.person.id
    spasm(me, let_go=True)
    spasm(me, let_go=False)
    found = products.in_diary(me, ["pickle_juice_sip"], ["Pickle"])
    assert (found.tried, found.let_go, found.named) == (2, 1, 2)
    none = products.in_diary(me, ["calf_wall_stretch"], [])
    assert (none.tried, none.let_go, none.named) == (0, 0, 0)


def spasm(person_id: UUID, *, let_go: bool) -> None:
    """One spasm with the same sip twice, and a note that names it."""
    phone = Device.at()
    events = [
        phone.event(EventKind.STARTED, 0, area="calf", side="left"),
        phone.event(EventKind.STEP_STARTED, 1, step=0, remedy="pickle_juice_sip"),
        phone.event(EventKind.STEP_ENDED, 20, step=0, result="moved_on"),
        phone.event(EventKind.STEP_STARTED, 21, step=1, remedy="pickle_juice_sip"),
        *([phone.event(EventKind.LET_GO, 40, step=1)] if let_go else []),
        phone.event(EventKind.ENDED, 41),
        phone.event(EventKind.TOLD, 60, note="The pickle brine again."),
    ]
    episodes.record(person_id, events, NOW)
