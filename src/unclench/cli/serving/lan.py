# SPDX-License-Identifier: Apache-2.0
"""For the phones at home: https with a certificate of this household, and how to get there."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unclench.cli.serving.places import web_address
from unclench.errors import ServingError
from unclench.web.tls import lan_addresses, qr_terminal
from unclench.web.tls.certificates import Certificates, ensure_certificates

__all__ = [
    "HomeNetwork",
    "first_token",
    "home_network",
    "invitation",
    "keep_certificate_fresh",
    "on_a_terminal",
    "renew_if_due",
]

_LOOK_EVERY = timedelta(hours=12)
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (compared with, not bound to)


@dataclass(frozen=True, slots=True)
class HomeNetwork:
    """How the home network reaches this computer.

    names: addresses and host names, as they were at the start, the one to show first. certificates: made for them.
    """

    folder: Path
    names: tuple[str, ...]
    certificates: Certificates

    def page(self, port: int) -> str:
        """The first page, as a phone wants it."""
        return web_address(self.names[0] if self.names else "localhost", port, secure=True)


def home_network(folder: Path, address: str, now: datetime) -> HomeNetwork:
    """Certificates for every name this computer answers to; sets UNCLENCH_MODE and UNCLENCH_HOSTS for the web room.

    address: where the server will listen. There is no way from here to plain http: where a certificate cannot be
    made, its error ends the start.
    """
    reachable = lan_addresses() if address in _EVERYWHERE else (address,)
    by_operator = [name.strip() for name in os.environ.get("UNCLENCH_HOSTS", "").split(",") if name.strip()]
    names = tuple(dict.fromkeys([*reachable, *by_operator]))
    certificates = ensure_certificates(folder, names, now)
    _check_vouched_for(names, certificates)
    os.environ["UNCLENCH_MODE"] = "lan"
    os.environ["UNCLENCH_HOSTS"] = ",".join(dict.fromkeys([*names, *certificates.names]))
    return HomeNetwork(folder, names, certificates)


def _check_vouched_for(names: tuple[str, ...], certificates: Certificates) -> None:
    refused = [name for name in names if name.lower() not in certificates.names]
    if refused:
        raise ServingError(
            f"No certificate can be made for {refused[0][:60]}.",
            why="So that a stolen key does no harm, this household's authority vouches only for private addresses, "
            "for this computer's name, and for names that end in .local, .lan, .home.arpa or .internal.",
            todo="Take it out of --host or UNCLENCH_HOSTS. A public name needs a reverse proxy and its certificate.",
        )


def invitation(network: HomeNetwork, port: int, *, token: str | None, with_code: bool) -> str:
    """What a person reads in the terminal: the address, how a phone comes to trust it, the first account's token.

    with_code: draw the QR code, for a terminal.
    """
    page = network.page(port)
    lines = [f"Unclench is running for your home network at {page}", ""]
    if not network.names:
        lines += ["This computer is in no home network now, so only it can open that address.", ""]
    if with_code:
        lines += [qr_terminal(page + "trust/"), ""]
    lines += [
        "Each phone must trust this computer once. Scan the code, or open this on the phone:"
        if with_code
        else "Each phone must trust this computer once. Open this on the phone:",
        f"    {page}trust/",
        "It warns the first time. Go on only if the certificate on the phone has this fingerprint (SHA-256):",
        f"    {network.certificates.fingerprint_sha256}",
        "",
    ]
    if token is not None:
        lines += [
            "There is no account yet. Make the first one, with this token that works once:",
            f"    {page}account/first/",
            f"    {token}",
            "",
        ]
    return "\n".join([*lines, "Stop it with Ctrl-C."])


def first_token(now: datetime) -> str | None:
    """A fresh one-time token for the owner's account, or None where there is an account. Django must be ready."""
    from django.contrib.auth.models import User

    from unclench.web.accounts import tokens

    return None if User.objects.exists() else tokens.make(tokens.TokenKind.FIRST, now)


def on_a_terminal() -> bool:
    """Whether stdout can show the code."""
    return sys.stdout.isatty()


def keep_certificate_fresh(network: HomeNetwork, renewed: Callable[[], None]) -> None:
    """A server may run for years: look twice a day, and call `renewed` when a new certificate was made."""

    def look() -> None:
        pause = threading.Event()
        while not pause.wait(_LOOK_EVERY.total_seconds()):
            renew_if_due(network, datetime.now(UTC), renewed)

    threading.Thread(target=look, daemon=True, name="certificate").start()


def renew_if_due(network: HomeNetwork, now: datetime, renewed: Callable[[], None]) -> None:
    """One look: the certificate is made anew when 30 days of it are left. Its names stay those of the start."""
    before = network.certificates.cert_path.read_bytes()
    ensure_certificates(network.folder, network.names, now)
    if network.certificates.cert_path.read_bytes() != before:
        renewed()
