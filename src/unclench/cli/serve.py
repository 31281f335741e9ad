# SPDX-License-Identifier: Apache-2.0
"""`unclench serve`: the server of this machine, for this machine or (--lan) for the home network."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from unclench.errors import ServingError

if TYPE_CHECKING:
    from unclench.cli.serving.inbox import Inbox
    from unclench.cli.serving.running import Claim

__all__ = ["add_arguments", "run", "serve", "stop_early"]

_FIRST_LOOK_AFTER_S = 20.0
"""From the first answer to the first look whether a backup is due."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and for whom."""
    parser.add_argument("--port", metavar="N", help="the port (without it: 8420, or the next free one)")
    parser.add_argument(
        "--host", metavar="ADDRESS", help="the address to listen on; only loopback without --lan"
    )
    parser.add_argument("--lan", action="store_true", help="for phones at home: https, accounts, a QR code")
    parser.add_argument("--no-open", action="store_true", help="do not open the browser")
    parser.add_argument(
        "--inbox", metavar="FOLDER", help="read in every export that lands in this folder (or UNCLENCH_INBOX)"
    )
    parser.add_argument(
        "--inbox-person", metavar="NAME", help="whose days they are (the first of the household)"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C; where this data folder is served already, say where."""
    return serve(args, with_browser=not args.no_open)


def serve(args: argparse.Namespace, *, with_browser: bool) -> int:
    """Check what was asked, claim the data folder, serve it."""
    from unclench.cli.serving.places import asked_port, listening_address
    from unclench.cli.serving.running import address_of_running, claim
    from unclench.store import home

    signal.signal(signal.SIGTERM, stop_early)
    gc.disable()  # while thousands of classes are made and none goes: a tenth of the start; see _collect_again
    port = asked_port(args.port)
    address = listening_address(args.host, lan=args.lan)
    folder = home.folder()
    inbox = _inbox(args)
    with claim(folder) as mine:
        if mine is None:
            return _already_running(address_of_running(folder), port, lan=args.lan, with_browser=with_browser)
        if args.lan:
            _serve_lan(mine, folder, address, port, inbox)
        else:
            _serve_local(mine, folder, address, port, with_browser, inbox)
    return 0


def _serve_local(
    mine: Claim, folder: Path, address: str, asked: int | None, with_browser: bool, inbox: Inbox | None
) -> None:
    from unclench.cli.serving.places import DEFAULT_PORT, free_port, web_address

    port = free_port(address, asked)
    page = web_address(address, port, secure=False)
    os.environ["UNCLENCH_MODE"] = "local"
    _ready_database()
    _check_whose(inbox)
    from unclench.cli.serving.server import InProcessServer, Place, serve_until_stopped

    def started() -> None:
        mine.announce(page)
        lines = [f"Unclench is running at {page}"]
        if asked is None and port != DEFAULT_PORT:
            lines.append(f"Another program has port {DEFAULT_PORT}, so it is {port} this time.")
        print("\n".join([*lines, "Only this computer can reach it. Stop it with Ctrl-C."]), flush=True)
        _open(page, with_browser)
        _collect_again()
        _back_up_daily()
        _bring_in(inbox)

    serve_until_stopped(InProcessServer(Place(address, port), started))


def _serve_lan(mine: Claim, folder: Path, address: str, asked: int | None, inbox: Inbox | None) -> None:
    """No browser opens: the one here would meet a certificate that it was not yet told to trust."""
    from datetime import UTC, datetime

    from unclench.cli.serving import lan
    from unclench.cli.serving.places import free_port

    port = free_port(address, asked)
    network = lan.home_network(folder, address, datetime.now(UTC))
    _ready_database()
    _check_whose(inbox)
    from unclench.cli.serving.server import InProcessServer, Place, serve_until_stopped

    token = lan.first_token(datetime.now(UTC))

    def started() -> None:
        mine.announce(network.page(port))
        print(lan.invitation(network, port, token=token, with_code=lan.on_a_terminal()), flush=True)
        _collect_again()
        _back_up_daily()
        _bring_in(inbox)

    place = Place(address, port, network.certificates.cert_path, network.certificates.key_path)
    server = InProcessServer(place, started)
    lan.keep_certificate_fresh(network, server.renew_certificate)
    serve_until_stopped(server)


def _ready_database() -> None:
    from unclench.cli.household import ready_django

    ready_django()
    from unclench.store import schema

    schema.bring_up_to_date()


def _collect_again() -> None:
    """What the start made stays for good: it is put aside, and from now on garbage is collected."""
    gc.freeze()
    gc.enable()


def _back_up_daily() -> None:
    """Look from now on whether a backup is due; the first look waits until nobody waits for the first page."""
    if os.environ.get("UNCLENCH_DEMO") == "1":
        return

    def watch() -> None:
        from unclench.store.safekeeping import daily

        daily.watch()

    first_look = threading.Timer(_FIRST_LOOK_AFTER_S, watch)
    first_look.daemon = True
    first_look.start()


def _inbox(args: argparse.Namespace) -> Inbox | None:
    """The folder of files to come; None where none is named. ServingError where it cannot be one."""
    named = getattr(args, "inbox", None) or os.environ.get("UNCLENCH_INBOX")
    if not named:
        return None
    from unclench.cli.serving.inbox import inbox_at

    return inbox_at(
        named, getattr(args, "inbox_person", None) or os.environ.get("UNCLENCH_INBOX_PERSON") or None
    )


def _check_whose(inbox: Inbox | None) -> None:
    """A person who is not there is told now and not in a log at night."""
    if inbox is not None:
        inbox.person()


def _bring_in(inbox: Inbox | None) -> None:
    """What comes from outside while the server runs: files in the inbox, and the weather where it is wanted."""
    if os.environ.get("UNCLENCH_DEMO") == "1":
        return
    if inbox is not None:
        threading.Thread(target=inbox.watch, daemon=True, name="inbox").start()

    def weather() -> None:
        from unclench.web import weather_daily

        weather_daily.watch()

    first_look = threading.Timer(_FIRST_LOOK_AFTER_S, weather)
    first_look.daemon = True
    first_look.start()


def _already_running(address: str | None, port: int | None, *, lan: bool, with_browser: bool) -> int:
    if address is None:
        raise ServingError(
            "This data folder is being served already.", why="Another process holds it and does not say where.",
            todo="Stop that process, or name another data folder in UNCLENCH_HOME.",
        )  # fmt: skip
    other_port = port is not None and not address.endswith(f":{port}/")
    if other_port or lan != address.startswith("https"):
        raise ServingError(
            f"Unclench is running already at {address}", why="One server at a time may serve a data folder.",
            todo="Stop it first (Ctrl-C where it runs), then start it as you want it.",
        )  # fmt: skip
    print(f"Unclench is running already at {address}", flush=True)
    _open(address, with_browser)
    return 0


def _open(page: str, wanted: bool) -> None:
    from unclench.cli.serving.browser import open_browser

    if wanted and not open_browser(page):
        print("There is no browser to open here: open the address yourself.", flush=True)


def stop_early(_signal: int, _frame: object) -> None:
    """Told to stop before the server took over the signals: leave as quietly."""
    raise SystemExit(0)
