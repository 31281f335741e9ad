# SPDX-License-Identifier: Apache-2.0
"""Accounts over a network: the first token, invitations, logging in and out; none of it on this machine alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from tests import people
from tests.people import Browser

from unclench.store import persons
from unclench.web.accounts import tokens
from unclench.web.accounts.tokens import TokenKind

pytestmark = pytest.mark.django_db

PASSWORD = "three calm legs"


def form(token: str, name: str = "ada", password: str = PASSWORD, again: str | None = None) -> dict[str, str]:
    return {
        "token": token,
        "username": name,
        "password1": password,
        "password2": password if again is None else again,
    }


def post(browser: Browser, path: str, data: dict[str, str]) -> Any:
    browser.client.get(path)
    cookie = browser.client.cookies.get("csrftoken")
    return browser.client.post(path, data | {"csrfmiddlewaretoken": cookie.value if cookie else ""})


def a_token(kind: TokenKind = TokenKind.FIRST) -> str:
    return tokens.make(kind, timezone.now())


def is_logged_in(browser: Browser) -> bool:
    return browser.client.get("/api/hello").status_code == 200


@pytest.mark.parametrize("path", ["", "login/", "logout/", "first/", "join/", "invite/", "password/"])
def test_there_are_no_account_pages_on_this_machine_alone(household: Browser, path: str) -> None:
    for method in ("get", "post"):
        response = getattr(household.client, method)(f"/account/{path}", headers=household.csrf())
        assert response.status_code == 404


def test_the_first_visitor_is_sent_to_set_up(visitor: Browser) -> None:
    response = visitor.client.get("/diary/")
    assert (response.status_code, response.headers["Location"]) == (302, "/account/first/")


def test_the_token_of_the_terminal_makes_the_owner(visitor: Browser) -> None:
    me = persons.first(None)
    response = post(visitor, "/account/first/", form(a_token()))
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    account = User.objects.get()
    assert (account.username, account.is_superuser, account.is_staff) == ("ada", True, False)
    assert persons.household(account) == (me,)
    assert is_logged_in(visitor)


@pytest.mark.parametrize(
    "typed", [str.lower, lambda t: t.replace("-", ""), lambda t: f"  {t.replace('-', ' ')} "]
)
def test_a_token_may_be_typed_as_it_is_read(visitor: Browser, typed: Any) -> None:
    assert post(visitor, "/account/first/", form(typed(a_token()))).status_code == 302


@pytest.mark.parametrize("wrong", ["", "AAAA-AAAA-AAAA-AAAA", "../../etc/passwd", "\x00", "x" * 65])
def test_a_wrong_token_opens_nothing(visitor: Browser, wrong: str) -> None:
    a_token()
    response = post(visitor, "/account/first/", form(wrong))
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert not User.objects.exists()


def test_an_invitation_is_not_a_first_token(visitor: Browser) -> None:
    assert post(visitor, "/account/first/", form(a_token(TokenKind.INVITATION))).status_code == 422
    assert not User.objects.exists()


def test_a_token_dies_on_use(owner: Browser, visitor: Browser) -> None:
    token = a_token(TokenKind.INVITATION)
    assert post(visitor, "/account/join/", form(token, "first")).status_code == 302
    second = people.visitor()
    assert post(second, "/account/join/", form(token, "second")).status_code == 422
    assert not User.objects.filter(username="second").exists()


def test_a_slip_in_the_form_does_not_spend_the_token(visitor: Browser) -> None:
    token = a_token()
    slips = [
        form(token, "ada", "short", "short"),
        form(token, again="other"),
        form(token, "a b"),
        form(token, ""),
    ]
    for slip in slips:
        assert post(visitor, "/account/first/", slip).status_code == 422
    assert not User.objects.exists()
    assert post(visitor, "/account/first/", form(token)).status_code == 302


def test_nothing_of_a_token_is_kept_but_its_hash(home_folder: Path) -> None:
    token = a_token()
    kept = [path for path in home_folder.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o777 == 0o600
    letters = token.replace("-", "")
    assert letters not in kept[0].read_text() + kept[0].name.upper()
    assert len(letters) == 16
    assert not set(letters) & set("ILOU01")


def test_a_new_first_token_replaces_the_older_and_spares_invitations() -> None:
    invitation, older, newer = a_token(TokenKind.INVITATION), a_token(), a_token()
    now = timezone.now()
    assert not tokens.is_good(older, TokenKind.FIRST, now)
    assert tokens.is_good(newer, TokenKind.FIRST, now)
    assert tokens.is_good(invitation, TokenKind.INVITATION, now)


def test_a_token_grows_old() -> None:
    token, now = a_token(), timezone.now()
    assert tokens.is_good(token, TokenKind.FIRST, now + tokens.GOOD_FOR - timedelta(minutes=1))
    assert not tokens.is_good(token, TokenKind.FIRST, now + tokens.GOOD_FOR + timedelta(minutes=1))


def test_of_many_that_use_a_token_at_once_one_succeeds() -> None:
    token, now = a_token(), timezone.now()
    spent: list[bool] = []
    ready = Barrier(8)

    def hurry() -> None:
        ready.wait()
        spent.append(tokens.use(token, TokenKind.FIRST, now))

    threads = [Thread(target=hurry) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(spent) == [False] * 7 + [True]


def test_guessing_tokens_is_slowed_down(visitor: Browser) -> None:
    token = a_token()
    answers = [post(visitor, "/account/first/", form("AAAA-AAAA-AAAA-AAAA")).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert post(visitor, "/account/first/", form(token)).status_code == 429


def test_once_there_is_an_owner_nobody_else_sets_up(owner: Browser, visitor: Browser) -> None:
    visitor.client.get("/account/login/")  # a page with a form: the CSRF token comes with it
    response = post(visitor, "/account/first/", form(a_token()))
    assert (response.status_code, response.headers["Location"]) == (302, "/account/login/")
    assert User.objects.count() == 1


def test_the_owner_invites_and_the_guest_has_a_diary_of_their_own(owner: Browser, visitor: Browser) -> None:
    page = post(owner, "/account/invite/", {})
    shown = page.content.decode().partition("<code>")[2].partition("</code>")[0]
    assert post(visitor, "/account/join/", form(shown, "guest")).status_code == 302
    guest = User.objects.get(username="guest")
    assert not guest.is_superuser
    assert persons.first(guest).id != owner.person.id
    assert persons.household(guest) == (persons.first(guest),)
    assert shown not in owner.client.get("/account/invite/").content.decode()


def test_only_the_owner_invites(stranger: Browser) -> None:
    assert stranger.client.get("/account/invite/").status_code == 403
    assert post(stranger, "/account/invite/", {}).status_code == 403


def test_a_name_that_is_taken_is_told_to_those_with_a_good_token_only(
    owner: Browser, visitor: Browser
) -> None:
    blind = post(visitor, "/account/join/", form("AAAA-AAAA-AAAA-AAAA", "OWNER")).content.decode()
    known = post(visitor, "/account/join/", form(a_token(TokenKind.INVITATION), "OWNER"))
    assert "There is an account with this name" not in blind
    assert (known.status_code, "There is an account with this name" in known.content.decode()) == (422, True)


def test_logging_in_and_out(owner: Browser, visitor: Browser) -> None:
    sent = visitor.client.get("/diary/?before=1_2").headers["Location"]
    assert sent == "/account/login/?next=%2Fdiary%2F%3Fbefore%3D1_2"
    login = {"login": "owner", "password": "owner has a long password", "next": "/diary/"}
    response = post(visitor, "/account/login/", login)
    assert (response.status_code, response.headers["Location"]) == (302, "/diary/")
    cookie = visitor.client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Strict")
    assert is_logged_in(visitor)
    assert visitor.client.get("/account/logout/").status_code == 200
    assert is_logged_in(visitor)
    assert post(visitor, "/account/logout/", {}).status_code == 302
    assert not is_logged_in(visitor)


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_logging_in_leads_nowhere_else(owner: Browser, visitor: Browser, away: str) -> None:
    login = {"login": "owner", "password": "owner has a long password", "next": away}
    assert post(visitor, "/account/login/", login).headers["Location"] == "/"


def test_wrong_passwords_are_answered_alike_and_slowed_down(owner: Browser, visitor: Browser) -> None:
    known = post(visitor, "/account/login/", {"login": "owner", "password": "wrong"})
    unknown = post(visitor, "/account/login/", {"login": "nobody", "password": "wrong"})
    assert "There is a problem" in known.content.decode()
    assert [len(row["text"]) for row in known.context["errors"]] == [
        len(row["text"]) for row in unknown.context["errors"]
    ]
    for _ in range(6):
        post(visitor, "/account/login/", {"login": "owner", "password": "wrong"})
    right = {"login": "owner", "password": "owner has a long password"}
    assert post(visitor, "/account/login/", right).status_code != 302
    assert not is_logged_in(visitor)


def test_a_changed_password_is_the_only_one_that_opens(owner: Browser, visitor: Browser) -> None:
    new = {"oldpassword": "owner has a long password", "password1": PASSWORD, "password2": PASSWORD}
    assert post(owner, "/account/password/", new).headers["Location"] == "/account/"
    assert is_logged_in(owner)
    old = {"login": "owner", "password": "owner has a long password"}
    assert post(visitor, "/account/login/", old).status_code == 200
    assert post(visitor, "/account/login/", {"login": "owner", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "confirm-email/"])
def test_there_is_no_open_way_in(owner: Browser, visitor: Browser, path: str) -> None:
    assert visitor.client.get(f"/account/{path}").status_code == 404


def test_an_account_that_was_closed_sees_nothing(stranger: Browser) -> None:
    User.objects.filter(pk=stranger.account.pk).update(is_active=False)
    assert not is_logged_in(stranger)


def test_account_pages_are_kept_by_no_cache(owner: Browser) -> None:
    for path in ("/account/", "/account/invite/", "/account/password/"):
        response = owner.client.get(path)
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
