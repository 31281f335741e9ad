# SPDX-License-Identifier: Apache-2.0
"""The authority of one household: it can vouch for private addresses and nothing else.

A key that lies on a home computer may be stolen. So the certificate itself says (name constraints, critical) that it
speaks for private networks, `.local` and this computer's own name only: with it nobody can pretend to be a bank.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from unclench.errors import ServingError
from unclench.web.tls.addresses import PRIVATE_NETWORKS
from unclench.web.tls.files import read_if_there, write_private, write_public

__all__ = ["Authority", "load_or_make", "new_key", "permits"]

LIFE = timedelta(days=3652)
RENEW_BEFORE = timedelta(days=30)
BACKDATED = timedelta(days=1)
"""A phone whose clock is a little behind must not find the certificate to be of tomorrow."""

_DOMAINS = ("localhost", "local", "home.arpa", "lan", "internal")


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate that signs others. new: made just now, so no phone trusts it yet."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    new: bool


def load_or_make(folder: Path, hostname: str, now: datetime) -> Authority:
    """The household's authority: the one that is kept, or a new one where there is none or it is about to end.

    ServingError where its files are damaged: replacing it unasked would make every phone distrust the server.
    """
    kept = _load(folder)
    if kept is not None and now < kept.certificate.not_valid_after_utc - RENEW_BEFORE:
        return kept
    made = _make(hostname, now)
    # The key goes first: a certificate without its key would look like damage, a key alone is an unfinished start.
    (folder / "ca.crt").unlink(missing_ok=True)
    write_private(folder / "ca.key", _key_pem(made.key))
    write_public(folder / "ca.crt", made.certificate.public_bytes(serialization.Encoding.PEM))
    return made


def new_key() -> ec.EllipticCurvePrivateKey:
    """A fresh P-256 key, the curve that every phone knows."""
    return ec.generate_private_key(ec.SECP256R1())


def permits(authority: x509.Certificate, name: str) -> bool:
    """Whether the authority may vouch for this address or host name."""
    allowed = (
        authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or ()
    )
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return any(
            isinstance(entry, x509.DNSName) and (name == entry.value or name.endswith("." + entry.value))
            for entry in allowed
        )
    return any(
        isinstance(entry, x509.IPAddress)
        and isinstance(entry.value, ipaddress.IPv4Network | ipaddress.IPv6Network)
        and address in entry.value
        for entry in allowed
    )


def _load(folder: Path) -> Authority | None:
    certificate_pem, key_pem = read_if_there(folder / "ca.crt"), read_if_there(folder / "ca.key")
    if certificate_pem is None:
        return None
    try:
        certificate = x509.load_pem_x509_certificate(certificate_pem)
        key = serialization.load_pem_private_key(key_pem or b"", None)
        belongs = isinstance(key, ec.EllipticCurvePrivateKey) and key.public_key() == certificate.public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        belongs = False
    if not belongs:
        raise ServingError(
            "The certificate authority of this household cannot be read.",
            why=f"The files ca.crt and ca.key in {folder} are damaged or do not belong together.",
            todo="Restore them from a backup. Or delete both: a new one is made, and each phone must trust it again.",
        )
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Authority(certificate, key, new=False)


def _make(hostname: str, now: datetime) -> Authority:
    key = new_key()
    name = x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Unclench"),
        x509.NameAttribute(NameOID.COMMON_NAME, f"Unclench home authority on {hostname}"[:64]),
    ])  # fmt: skip
    own_name = [hostname] if hostname and hostname not in _DOMAINS else []
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_certificates(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.NameConstraints(
                permitted_subtrees=[
                    *(x509.IPAddress(ipaddress.ip_network(network)) for network in PRIVATE_NETWORKS),
                    *(x509.DNSName(domain) for domain in (*_DOMAINS, *own_name)),
                ],
                excluded_subtrees=None,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate, key, new=True)


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
