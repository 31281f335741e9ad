# SPDX-License-Identifier: Apache-2.0
"""Where to listen: which address, which port."""

from __future__ import annotations

import ipaddress
import socket

from unclench.errors import ServingError

__all__ = ["DEFAULT_PORT", "asked_port", "free_port", "is_loopback", "listening_address", "web_address"]

DEFAULT_PORT = 8420
_NEIGHBOURS = 50
_HIGHEST = 65_535


def asked_port(text: str | None) -> int | None:
    """The port that was named, None where none was; 0 asks for any free one. ServingError for what is no port."""
    if text is None:
        return None
    if not text.isdecimal() or int(text) > _HIGHEST:
        raise ServingError(
            f"“{text[:20]}” is not a port.", why=f"A port is a number from 1 to {_HIGHEST}, or 0 for any free one.",
            todo="Correct --port.",
        )  # fmt: skip
    return int(text)


def free_port(address: str, asked: int | None) -> int:
    """The port to listen on: the one asked for, or the first free one from 8420 on.

    ServingError where a port that was asked for is taken: somebody who names one relies on it.
    """
    if asked is not None:
        found = _try(address, asked)
        if found is None:
            raise ServingError(
                f"Port {asked} on {address} cannot be used.",
                why="Another program listens there, or this user may not.",
                todo="Stop that program, or choose another port with --port.",
            )
        return found
    for port in range(DEFAULT_PORT, DEFAULT_PORT + _NEIGHBOURS):
        found = _try(address, port)
        if found is not None:
            return found
    raise ServingError(
        f"No port from {DEFAULT_PORT} to {DEFAULT_PORT + _NEIGHBOURS - 1} is free on {address}.",
        why="Other programs listen on all of them.", todo="Choose one with --port.",
    )  # fmt: skip


def listening_address(host: str | None, *, lan: bool) -> str:
    """The address to listen on. ServingError where it is open to others and accounts are not switched on."""
    if host is None:
        return "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104  (--lan asks for it, with https and accounts)
    address = "127.0.0.1" if host.lower() == "localhost" else host.strip("[]")
    try:
        ipaddress.ip_address(address)
    except ValueError:
        raise ServingError(
            f"“{host[:60]}” is not an address to listen on.", why="It must be an IP address of this computer.",
            todo="Name one, such as 192.168.1.20 with --lan, or leave --host out.",
        ) from None  # fmt: skip
    if not lan and not is_loopback(address):
        raise ServingError(
            f"Unclench does not listen on {address} without --lan.",
            why="Others could reach it there, and without accounts anybody could read the diary.",
            todo="Add --lan: it switches on accounts and https. Or leave --host out, and only this computer is let in.",
        )
    return address


def is_loopback(address: str) -> bool:
    """Whether only this computer can reach the address."""
    return ipaddress.ip_address(address).is_loopback


def web_address(address: str, port: int, *, secure: bool) -> str:
    """The address as a browser wants it."""
    host = f"[{address}]" if ":" in address else address
    return f"{'https' if secure else 'http'}://{host}:{port}/"


def _try(address: str, port: int) -> int | None:
    """The port if it can be had (another one where 0 asks for any).

    Without SO_REUSEPORT, which the server sets: with it, two servers would silently share the port.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where SO_REUSEADDR means something else
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return None
        return int(probe.getsockname()[1])
