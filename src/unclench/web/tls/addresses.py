# SPDX-License-Identifier: Apache-2.0
"""Under which addresses the other devices of a home find this computer."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

__all__ = ["PRIVATE_NETWORKS", "lan_addresses", "private_only"]

PRIVATE_NETWORKS = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8",
    "::1/128", "fc00::/7", "fe80::/10",
)  # fmt: skip
"""What a household's authority may vouch for: addresses that no one on the internet has."""

_PROBES = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "100.127.255.254", "192.0.2.1")
"""One address in each private network, and one anywhere: the system's choice of route names our own address."""


def lan_addresses() -> tuple[str, ...]:
    """This computer's private IPv4 addresses, the most likely one first; nothing is sent to find them.

    A computer without a network has none.
    """
    return private_only([*_by_route(), *_by_name()])


def private_only(found: Iterable[str]) -> tuple[str, ...]:
    """The addresses of a private network among those found, each once, loopback left out.

    >>> private_only(["127.0.0.1", "192.168.1.20", "8.8.8.8", "192.168.1.20"])
    ('192.168.1.20',)
    """
    return tuple(dict.fromkeys(text for text in found if _is_private(text)))


def _is_private(text: str) -> bool:
    address = ipaddress.ip_address(text)
    if address.version != 4 or address.is_loopback or address.is_link_local:
        return False
    return any(address in ipaddress.ip_network(network) for network in PRIVATE_NETWORKS)


def _by_route() -> list[str]:
    """A datagram socket that is connected, but never written to, knows which address it would send from."""
    found = []
    for probe in _PROBES:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            try:
                asking.connect((probe, 9))
            except OSError:
                continue
            found.append(str(asking.getsockname()[0]))
    return found


def _by_name() -> list[str]:
    try:
        rows = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    return [str(row[4][0]) for row in rows]
