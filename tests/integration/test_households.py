# SPDX-License-Identifier: Apache-2.0
"""Whose persons an account may open."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.db import connection
from tests.people import new_id

from unclench.errors import InputError, NotFound
from unclench.store import models, persons

pytestmark = pytest.mark.django_db


def test_the_machines_household_begins_with_me() -> None:
    me = persons.first(None)
    assert me.name == "Me"
    assert me.id.version == 7
    assert persons.first(None) == me
    assert persons.household(None) == (me,)


def test_the_owner_finds_the_diary_that_was_kept_before_accounts_were_switched_on() -> None:
    me = persons.first(None)
    owner = User.objects.create_user("owner", is_superuser=True)
    assert persons.first(owner) == me
    child = persons.add(owner, "Child")
    assert persons.household(None) == (me, child)


def test_another_account_begins_with_a_person_of_its_own() -> None:
    me = persons.first(None)
    guest = User.objects.create_user("guest")
    own = persons.first(guest)
    assert own.id != me.id
    assert persons.household(guest) == (own,)
    assert persons.household(None) == (me,)


@pytest.mark.parametrize("verb", ["get", "rename", "save_profile"])
def test_somebody_elses_person_is_not_there(verb: str) -> None:
    me = persons.first(None)
    guest = User.objects.create_user("guest")
    act = {
        "get": lambda account, person_id: persons.get(account, person_id),
        "rename": lambda account, person_id: persons.rename(account, person_id, "Mine"),
        "save_profile": lambda account, person_id: persons.save_profile(
            account, person_id, conditions=["pregnant"], equipment=[], turned_on=[]
        ),
    }[verb]
    for account, person_id in [(guest, me.id), (None, persons.first(guest).id), (guest, new_id())]:
        with pytest.raises(NotFound):
            act(account, person_id)
    assert persons.get(None, me.id) == me


def test_a_profile_is_replaced_as_a_whole() -> None:
    me = persons.first(None)
    persons.save_profile(None, me.id, conditions=["pregnant", "diabetes"], equipment=["towel"], turned_on=[])
    now = persons.save_profile(None, me.id, conditions=["diabetes"], equipment=[], turned_on=["pickle_juice"])
    assert persons.get(None, me.id) == now
    assert (now.conditions, now.equipment, now.turned_on) == (
        frozenset({"diabetes"}),
        frozenset(),
        frozenset({"pickle_juice"}),
    )


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b", "a\x1bb"])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        persons.add(None, name)
    assert persons.household(None) == ()


def test_a_name_is_kept_on_one_line() -> None:
    assert persons.add(None, "  Ada \n Lovelace ").name == "Ada Lovelace"


def test_a_profile_takes_ids_only() -> None:
    me = persons.first(None)
    with pytest.raises(InputError):
        persons.save_profile(None, me.id, conditions=["<script>"], equipment=[], turned_on=[])
    assert persons.get(None, me.id) == me


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("owned", [False, True], ids=["machine", "account"])
def test_many_first_visits_at_once_make_one_person(owned: bool) -> None:
    account = User.objects.create_user("guest") if owned else None
    found: list[UUID] = []
    ready = Barrier(6)

    def visit() -> None:
        try:
            ready.wait()
            found.append(persons.first(account).id)
        finally:
            connection.close()

    threads = [Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1
    assert models.Person.objects.count() == 1
