# SPDX-License-Identifier: Apache-2.0
"""The server's certificate, renewed by itself when the network changes or its time runs out."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from unclench.web.tls.authority import BACKDATED, RENEW_BEFORE, Authority, load_or_make, new_key, permits
from unclench.web.tls.files import private_folder, read_if_there, write_private, write_public

__all__ = ["LEAF_LIFE", "Certificates", "ensure_certificates", "host_names"]

LEAF_LIFE = timedelta(days=397)
"""Phones refuse server certificates that are valid for longer."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where the certificates lie. fingerprint_sha256: of the authority, as phones show it, for comparing by eye.

    authority_is_new: made just now, so each phone must be told to trust it. names: what the server may be called.
    """

    ca_path: Path
    cert_path: Path
    key_path: Path
    fingerprint_sha256: str
    names: tuple[str, ...]
    authority_is_new: bool


def ensure_certificates(home: Path, addresses: Iterable[str], now: datetime) -> Certificates:
    """A valid server certificate for these addresses (IP addresses and host names), signed by the household.

    home: the data folder; files go to home/tls. The authority is made once and kept. The server's certificate is made
    anew when the addresses differ from those in it or when 30 days of its life are left. now: aware.
    """
    folder = private_folder(home / "tls")
    hostname = host_names()[0]
    authority = load_or_make(folder, hostname, now)
    wanted = _names(addresses, authority.certificate)
    leaf = _usable_leaf(folder, authority, wanted, now)
    if leaf is None:
        key = new_key()
        leaf = _issue(authority, key, wanted, hostname, now)
        write_private(folder / "server.key", _key_pem(key))
        write_public(folder / "server.crt", leaf.public_bytes(serialization.Encoding.PEM))
    for secret in (folder / "ca.key", folder / "server.key"):
        secret.chmod(0o600)
    return Certificates(
        ca_path=folder / "ca.crt",
        cert_path=folder / "server.crt",
        key_path=folder / "server.key",
        fingerprint_sha256=_fingerprint(authority.certificate),
        names=wanted,
        authority_is_new=authority.new,
    )


def host_names() -> tuple[str, ...]:
    """What this computer is called on the local network: its name alone, and with `.local`."""
    name = socket.gethostname().split(".")[0].lower()
    safe = "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign == "-")).strip("-")
    return (safe, f"{safe}.local") if safe and safe != "localhost" else ("localhost",)


def _names(addresses: Iterable[str], authority: x509.Certificate) -> tuple[str, ...]:
    asked = ["localhost", "127.0.0.1", "::1", *host_names(), *addresses]
    return tuple(sorted({name.lower() for name in asked if permits(authority, name.lower())}))


def _usable_leaf(
    folder: Path, authority: Authority, wanted: tuple[str, ...], now: datetime
) -> x509.Certificate | None:
    """The kept certificate if it still does; anything unreadable is simply made anew."""
    certificate_pem, key_pem = read_if_there(folder / "server.crt"), read_if_there(folder / "server.key")
    if certificate_pem is None or key_pem is None:
        return None
    try:
        leaf = x509.load_pem_x509_certificate(certificate_pem)
        key = serialization.load_pem_private_key(key_pem, None)
        leaf.verify_directly_issued_by(authority.certificate)
    except Exception:
        # A damaged certificate may fail in many ways, and for all of them the remedy is a new one.
        return None
    fits = isinstance(key, ec.EllipticCurvePrivateKey) and key.public_key() == leaf.public_key()
    lasts = leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc - RENEW_BEFORE
    return leaf if fits and lasts and _names_in(leaf) == wanted else None


def _names_in(leaf: x509.Certificate) -> tuple[str, ...]:
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return tuple(sorted(
        [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]
    ))  # fmt: skip


def _issue(
    authority: Authority,
    key: ec.EllipticCurvePrivateKey,
    names: tuple[str, ...],
    hostname: str,
    now: datetime,
) -> x509.Certificate:
    until = min(now + LEAF_LIFE - BACKDATED, authority.certificate.not_valid_after_utc)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Unclench on {hostname}"[:64])]))
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_connections(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
        .sign(authority.key, hashes.SHA256())
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _signs_connections() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
