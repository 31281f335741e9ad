# SPDX-License-Identifier: Apache-2.0
"""What keeps a diary private: headers, hosts, cookies, logs, and errors that tell nothing."""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory
from tests.people import Browser, Device

from unclench.diary import EventKind
from unclench.errors import NotFound, ServingError
from unclench.store import home, persons
from unclench.web import assets, environment, whose
from unclench.web.security import CSP

pytestmark = pytest.mark.django_db

SECRET = "zzhealthzz"  # a word that stands for what nobody else may read


def static_file(browser: Browser, name: str = "css/tokens.css", **headers: str) -> Any:
    """The response to a static file, read to its end."""
    response = browser.client.get(f"{django_settings.STATIC_URL}{name}", headers=headers)
    b"".join(response)
    response.close()
    return response


def broken(*_args: object, **_more: object) -> None:
    raise RuntimeError(f"a note said {SECRET}")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/hello", 200),
        ("/api/nowhere", 404),
        ("/nowhere/", 404),
        ("static", 200),
        ("/account/login/", 404),
    ],
)
def test_every_response_carries_the_same_orders(household: Browser, path: str, status: int) -> None:
    response = static_file(household) if path == "static" else household.client.get(path)
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == CSP
    assert "unsafe" not in CSP
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "screen-wake-lock=(self)" in response.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers


def test_an_unforeseen_error_is_said_without_its_details(
    household: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unclench.web.api.whose.person", broken)
    response = household.client.get("/api/hello")
    assert response.status_code == 500
    assert response.headers["Content-Security-Policy"] == CSP
    assert set(response.json()["error"]) == {"code", "what", "why", "todo"}
    assert SECRET not in response.content.decode()
    assert "RuntimeError" not in response.content.decode()


def test_an_error_page_that_cannot_be_made_falls_back_to_plain_words(
    household: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unclench.web.faults.render", broken)
    response = household.client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.168.1.20", "127.0.0.1.nip.io", "a b"]
)
def test_a_strange_name_is_turned_away(household: Browser, host: str) -> None:
    response = household.client.get("/api/hello", HTTP_HOST=host)
    assert response.status_code == 400
    assert "UNCLENCH_HOSTS" in response.content.decode()
    assert host not in response.content.decode()
    assert response.headers["Content-Security-Policy"] == CSP


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:8765", "[::1]:8765"])
def test_loopback_names_are_answered(household: Browser, host: str) -> None:
    assert household.client.get("/api/hello", HTTP_HOST=host).status_code == 200


def test_what_is_personal_is_kept_by_no_cache_and_files_are_kept_for_good(household: Browser) -> None:
    assert household.client.get("/api/episodes").headers["Cache-Control"] == "private, no-store"
    assert household.client.get("/nowhere/").headers["Cache-Control"] == "private, no-store"
    assert static_file(household).headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_the_address_of_static_files_changes_with_any_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a")
    first = assets.digest(tmp_path)
    assert assets.digest(tmp_path) == first
    (tmp_path / "b.css").write_text("")
    second = assets.digest(tmp_path)
    (tmp_path / "a.css").write_text("b")
    assert len({first, second, assets.digest(tmp_path)}) == 3


def test_text_is_sent_small_and_pictures_as_they_are(household: Browser) -> None:
    asks = {"Accept-Encoding": "gzip"}
    assert static_file(household, **asks).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in static_file(household, "fonts/nunito.woff2", **asks).headers


def test_cookies_are_for_this_site_and_over_a_network_for_https_only(owner: Browser) -> None:
    owner.client.get("/api/hello")
    csrf = owner.client.cookies["csrftoken"]
    assert (csrf["secure"], csrf["samesite"], csrf["httponly"]) == (True, "Strict", "")


def test_nothing_a_person_sent_or_opened_stands_in_the_log(
    household: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = Device.at()
    client, person = household.client, household.person
    household.send(
        person.id, [phone.event(EventKind.STARTED, area="calf"), phone.event(EventKind.TOLD, 1, note=SECRET)]
    )
    household.send(person.id, [{"kind": SECRET}])
    client.get(f"/relief/{SECRET}/", {"note": SECRET})
    client.get("/api/episodes", {"before": SECRET})
    client.post(f"/api/events?{SECRET}", SECRET, content_type="application/json", headers=household.csrf())
    client.post(
        "/api/events", {"note": SECRET}, headers={"X-CSRFToken": SECRET, "Referer": f"http://{SECRET}/"}
    )
    client.get("/api/hello", HTTP_HOST=f"{SECRET}.example")
    client.post("/account/login/", {"login": SECRET, "password": SECRET}, headers=household.csrf())
    monkeypatch.setattr("unclench.web.api.episodes.record", broken)
    assert household.send(person.id, [phone.event(EventKind.TOLD, 2, note=SECRET)]).status_code == 500
    monkeypatch.setattr("unclench.web.api.whose.person", broken)
    assert client.get("/api/episodes", {"before": ""}).status_code == 500
    written = caplog.text + "".join(capfd.readouterr())
    assert "RuntimeError at" in written
    assert "test_security.py" in written
    assert SECRET not in written
    assert "/api/events" not in written
    assert "/relief/" not in written


def a_request(browser: Browser) -> Any:
    request = RequestFactory().get("/")
    request.user, request.session = browser.account, browser.client.session
    request.COOKIES = {"sessionid": "x"}
    return request


def test_the_chosen_person_stays_open(owner: Browser) -> None:
    child = persons.add(owner.account, "Child")
    request = a_request(owner)
    assert whose.person(request) == owner.person
    assert whose.choose(request, child.id) == child
    again = a_request(owner)
    again.session = request.session
    assert whose.person(again) == child


def test_nobody_opens_a_person_of_another_account(owner: Browser, stranger: Browser) -> None:
    request = a_request(stranger)
    with pytest.raises(NotFound):
        whose.choose(request, owner.person.id)
    request.session["person"] = str(owner.person.id)
    assert whose.person(request) == stranger.person
    assert whose.household(request) == (stranger.person,)


def test_the_data_folder_is_for_its_user_alone(home_folder: Path) -> None:
    folder = home_folder / "deep" / "data"
    os.environ["UNCLENCH_HOME"] = str(folder)
    key = home.secret_key()
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in [folder, folder / "secret_key", home.database_file()]
    }
    assert modes == {"data": 0o700, "secret_key": 0o600, "unclench.sqlite3": 0o600}
    assert len(key) > 60
    assert home.secret_key() == key
    assert sorted(path.name for path in folder.iterdir()) == ["secret_key", "unclench.sqlite3"]


def test_processes_that_start_together_agree_on_the_secret_key(home_folder: Path) -> None:
    ask = "from unclench.store import home; print(home.secret_key())"
    environ = os.environ | {"UNCLENCH_HOME": str(home_folder / "new")}
    started = [
        subprocess.Popen([sys.executable, "-c", ask], stdout=subprocess.PIPE, env=environ) for _ in range(6)
    ]
    keys = {process.communicate()[0] for process in started}
    assert len(keys) == 1
    assert keys != {b""}


def test_of_two_secret_keys_the_quicker_process_has_the_one_that_counts(
    home_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = home._temporary

    def overtaken(path: Path, text: str) -> Path:
        candidate = ours(path, text)
        path.write_text("theirs")
        return candidate

    monkeypatch.setattr(home, "_temporary", overtaken)
    assert home.secret_key() == "theirs"


def settings_of(home_folder: Path, **more: str) -> dict[str, Any]:
    """What the settings say in a fresh process with this environment."""
    names = ["ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
             "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE", "CSRF_TRUSTED_ORIGINS", "DEBUG"]  # fmt: skip
    ask = f"import json; from unclench.web import settings; print(json.dumps([getattr(settings, n) for n in {names}]))"
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("UNCLENCH_", "DATABASE_URL"))
    }
    out = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, check=True,
        env=clean | {"UNCLENCH_HOME": str(home_folder)} | more,
    )  # fmt: skip
    return dict(zip(names, json.loads(out.stdout), strict=True))


def test_by_default_it_answers_this_machine_alone(home_folder: Path) -> None:
    said = settings_of(home_folder, UNCLENCH_HOSTS="evil.example")
    assert said["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (said["SESSION_COOKIE_SECURE"], said["DEBUG"]) == (False, False)


def test_on_a_network_it_answers_the_names_given_and_cookies_need_https(home_folder: Path) -> None:
    said = settings_of(
        home_folder, UNCLENCH_MODE="lan", UNCLENCH_HOSTS="192.168.1.20, unclench.local,fe80::1"
    )
    assert said["ALLOWED_HOSTS"][3:] == ["192.168.1.20", "unclench.local", "[fe80::1]"]
    assert (
        said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is said["SESSION_COOKIE_HTTPONLY"] is True
    )
    assert said["SESSION_COOKIE_SAMESITE"] == said["CSRF_COOKIE_SAMESITE"] == "Strict"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UNCLENCH_MODE", "world"),
        ("UNCLENCH_HOSTS", "*"),
        ("DATABASE_URL", "mysql://u@h/n"),
        ("DATABASE_URL", "postgres://u@h"),
        ("DATABASE_URL", "postgres://u@h:port/n"),
        ("DATABASE_URL", "postgres://u@h/n?sslmod=require"),
    ],
)
def test_a_setting_that_cannot_be_taken_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value.replace("u@", "u:hunter2@"))
    read = {
        "UNCLENCH_MODE": environment.mode,
        "UNCLENCH_HOSTS": lambda: environment.allowed_hosts("lan"),
        "DATABASE_URL": environment.database,
    }[name]
    with pytest.raises(ServingError, match=name) as refused:
        read()
    assert "hunter2" not in refused.value.sentence


def test_a_database_url_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://un%40me:p%2Fw@db.example:6432/un%20clench?sslmode=require"
    )
    said = environment.database()
    assert (said["USER"], said["PASSWORD"], said["HOST"], said["PORT"], said["NAME"]) == (
        "un@me", "p/w", "db.example", "6432", "un clench",
    )  # fmt: skip
    assert said["OPTIONS"]["sslmode"] == "require"
