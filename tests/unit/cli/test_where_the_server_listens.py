# SPDX-License-Identifier: Apache-2.0
"""Addresses, ports, one server a data folder, and whether there is a browser to open."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from unclench.cli.serving import places
from unclench.cli.serving.browser import has_screen
from unclench.cli.serving.running import address_of_running, claim
from unclench.errors import ServingError


@contextmanager
def listener(*, shared: bool = False) -> Iterator[int]:
    with socket.socket() as other:
        if shared:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_loopback_is_where_it_listens_unless_told_otherwise() -> None:
    assert places.listening_address(None, lan=False) == "127.0.0.1"
    assert places.listening_address("localhost", lan=False) == "127.0.0.1"
    assert places.listening_address("127.0.0.9", lan=False) == "127.0.0.9"
    assert places.listening_address("[::1]", lan=False) == "::1"


def test_the_home_network_is_every_address_or_the_one_named() -> None:
    assert places.listening_address(None, lan=True) == "0.0.0.0"
    assert places.listening_address("192.168.1.5", lan=True) == "192.168.1.5"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "::ffff:192.168.1.5", "8.8.8.8"])
def test_an_address_open_to_others_needs_accounts(host: str) -> None:
    with pytest.raises(ServingError, match="--lan"):
        places.listening_address(host, lan=False)


@pytest.mark.parametrize("shared", [False, True])
def test_a_port_that_was_asked_for_and_is_taken_is_refused(shared: bool) -> None:
    with listener(shared=shared) as taken, pytest.raises(ServingError, match=f"Port {taken}"):
        places.free_port("127.0.0.1", taken)


def test_without_a_wish_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with listener() as taken:
        monkeypatch.setattr(places, "DEFAULT_PORT", taken)
        assert taken < places.free_port("127.0.0.1", None) < taken + 50


def test_port_0_asks_for_any_free_one() -> None:
    assert places.free_port("127.0.0.1", 0) > 1023


def test_an_address_is_written_as_a_browser_wants_it() -> None:
    assert places.web_address("::1", 8420, secure=False) == "http://[::1]:8420/"
    assert places.web_address("192.168.1.5", 8420, secure=True) == "https://192.168.1.5:8420/"


def test_one_data_folder_is_claimed_once_and_free_again_afterwards(tmp_path: Path) -> None:
    with claim(tmp_path) as mine:
        assert mine is not None
        mine.announce("http://127.0.0.1:8420/")
        with claim(tmp_path) as second:
            assert second is None
            assert address_of_running(tmp_path) == "http://127.0.0.1:8420/"
    with claim(tmp_path) as again:
        assert again is not None
        assert not (tmp_path / "serving.json").exists()


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", False),
        ({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"}, "linux", False),
        ({"BROWSER": "firefox"}, "linux", True),
    ],
)
def test_a_browser_opens_only_where_a_person_sits(
    environment: dict[str, str], platform: str, screen: bool
) -> None:
    assert has_screen(environment, platform) is screen
