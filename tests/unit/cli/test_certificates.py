# SPDX-License-Identifier: Apache-2.0
"""The household's own certificates: who vouches for what, for how long, and who may read the keys."""

from __future__ import annotations

import ipaddress
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from unclench.errors import ServingError
from unclench.web.tls import authority_certificate, qr_svg
from unclench.web.tls.addresses import private_only
from unclench.web.tls.certificates import Certificates, ensure_certificates, host_names
from unclench.web.tls.files import write_private

NOW = datetime(2026, 3, 1, 2, 13, tzinfo=UTC)
HOME = ["192.168.1.20"]


def certificate(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def names(file: Path) -> set[str]:
    listed = certificate(file).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {*listed.get_values_for_type(x509.DNSName), *map(str, listed.get_values_for_type(x509.IPAddress))}


@pytest.fixture
def made(tmp_path: Path) -> Certificates:
    return ensure_certificates(tmp_path, HOME, NOW)


def test_the_chain_verifies(made: Certificates) -> None:
    ca, leaf = certificate(made.ca_path), certificate(made.cert_path)
    leaf.verify_directly_issued_by(ca)
    ca.verify_directly_issued_by(ca)
    assert isinstance(leaf.public_key(), ec.EllipticCurvePublicKey)
    assert leaf.public_key().curve.name == "secp256r1"  # type: ignore[union-attr]
    assert leaf.public_key() != ca.public_key()


def test_the_certificate_names_every_address_of_this_computer(made: Certificates) -> None:
    assert names(made.cert_path) == {"192.168.1.20", "localhost", "127.0.0.1", "::1", *host_names()}
    assert set(made.names) == names(made.cert_path)


def test_the_authority_may_sign_servers_of_a_home_and_nothing_else(made: Certificates) -> None:
    extensions = certificate(made.ca_path).extensions
    basic = extensions.get_extension_for_class(x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    usage = extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.key_cert_sign
    assert not usage.value.digital_signature
    limits = extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    allowed = limits.value.permitted_subtrees or []
    networks = [one.value for one in allowed if isinstance(one, x509.IPAddress)]
    assert networks
    assert all(isinstance(one, ipaddress.IPv4Network | ipaddress.IPv6Network) for one in networks)
    assert all(one.is_private or str(one) == "100.64.0.0/10" for one in networks)  # type: ignore[union-attr]
    assert {one.value for one in allowed if isinstance(one, x509.DNSName)} >= {"local", "localhost"}


def test_the_server_s_certificate_serves_and_signs_nothing(made: Certificates) -> None:
    extensions = certificate(made.cert_path).extensions
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert list(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [
        ExtendedKeyUsageOID.SERVER_AUTH
    ]


def test_lifetimes_are_ones_that_phones_accept(made: Certificates) -> None:
    ca, leaf = certificate(made.ca_path), certificate(made.cert_path)
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=397)
    assert leaf.not_valid_before_utc < NOW < leaf.not_valid_after_utc
    assert timedelta(days=3650) <= ca.not_valid_after_utc - NOW <= timedelta(days=3653)


def test_keys_are_readable_by_their_owner_alone(made: Certificates, tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for key in ("ca.key", "server.key"):
        assert stat.S_IMODE((folder / key).stat().st_mode) == 0o600


def test_a_key_is_private_from_its_first_moment(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "key", b"secret")
        write_private(tmp_path / "key", b"newer")
    finally:
        os.umask(before)
    assert (tmp_path / "key").read_bytes() == b"newer"
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


def test_loosened_rights_are_tightened_again(made: Certificates, tmp_path: Path) -> None:
    (tmp_path / "tls" / "ca.key").chmod(0o644)
    ensure_certificates(tmp_path, HOME, NOW)
    assert stat.S_IMODE((tmp_path / "tls" / "ca.key").stat().st_mode) == 0o600


def test_nothing_changes_while_nothing_has_to(made: Certificates, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in (tmp_path / "tls").iterdir()}
    again = ensure_certificates(tmp_path, HOME, NOW + timedelta(days=300))
    assert {file.name: file.read_bytes() for file in (tmp_path / "tls").iterdir()} == before
    assert made.authority_is_new
    assert not again.authority_is_new


def test_a_new_address_brings_a_new_certificate_from_the_same_authority(
    made: Certificates, tmp_path: Path
) -> None:
    before = (made.ca_path.read_bytes(), made.cert_path.read_bytes())
    again = ensure_certificates(tmp_path, ["192.168.1.77"], NOW)
    assert again.ca_path.read_bytes() == before[0]
    assert again.cert_path.read_bytes() != before[1]
    assert "192.168.1.77" in names(again.cert_path)
    assert "192.168.1.20" not in names(again.cert_path)
    assert again.fingerprint_sha256 == made.fingerprint_sha256
    certificate(again.cert_path).verify_directly_issued_by(certificate(again.ca_path))


@pytest.mark.parametrize(("days", "renewed"), [(365, False), (367, True), (500, True)])
def test_the_certificate_is_renewed_when_30_days_are_left(
    made: Certificates, tmp_path: Path, days: int, renewed: bool
) -> None:
    before, ca = made.cert_path.read_bytes(), made.ca_path.read_bytes()
    ensure_certificates(tmp_path, HOME, NOW + timedelta(days=days))
    assert (made.cert_path.read_bytes() != before) is renewed
    assert made.ca_path.read_bytes() == ca


def test_an_authority_at_its_end_is_replaced_and_says_so(made: Certificates, tmp_path: Path) -> None:
    again = ensure_certificates(tmp_path, HOME, NOW + timedelta(days=3640))
    assert again.authority_is_new
    assert again.fingerprint_sha256 != made.fingerprint_sha256
    certificate(again.cert_path).verify_directly_issued_by(certificate(again.ca_path))


def test_a_certificate_never_outlives_its_authority(made: Certificates, tmp_path: Path) -> None:
    later = ensure_certificates(tmp_path, HOME, NOW + timedelta(days=3500))
    assert not later.authority_is_new
    ca, leaf = certificate(later.ca_path), certificate(later.cert_path)
    assert leaf.not_valid_after_utc <= ca.not_valid_after_utc


@pytest.mark.parametrize("file", ["server.crt", "server.key"])
def test_a_damaged_server_certificate_is_made_anew(made: Certificates, tmp_path: Path, file: str) -> None:
    (tmp_path / "tls" / file).write_bytes(b"scrambled")
    again = ensure_certificates(tmp_path, HOME, NOW)
    certificate(again.cert_path).verify_directly_issued_by(certificate(again.ca_path))
    assert again.fingerprint_sha256 == made.fingerprint_sha256


@pytest.mark.parametrize("damage", ["ca.crt", "ca.key", "no key"])
def test_a_damaged_authority_is_never_replaced_unasked(
    made: Certificates, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "tls"
    if damage == "no key":
        (folder / "ca.key").unlink()
    else:
        (folder / damage).write_bytes(b"scrambled")
    with pytest.raises(ServingError, match="each phone must trust it again"):
        ensure_certificates(tmp_path, HOME, NOW)


def test_a_start_that_broke_off_after_the_key_begins_again(made: Certificates, tmp_path: Path) -> None:
    (tmp_path / "tls" / "ca.crt").unlink()
    again = ensure_certificates(tmp_path, HOME, NOW)
    assert again.authority_is_new
    certificate(again.cert_path).verify_directly_issued_by(certificate(again.ca_path))


@pytest.mark.parametrize("outside", ["203.0.113.9", "bank.example", "notlocal"])
def test_it_never_vouches_for_the_internet(tmp_path: Path, outside: str) -> None:
    made = ensure_certificates(tmp_path, [*HOME, outside, "unclench.local"], NOW)
    assert outside not in made.names
    assert {"192.168.1.20", "unclench.local"} <= names(made.cert_path)


def test_the_download_is_the_authority_s_certificate_and_no_key(made: Certificates, tmp_path: Path) -> None:
    given = authority_certificate(tmp_path)
    assert given == made.ca_path.read_bytes()
    assert b"PRIVATE" not in given
    assert authority_certificate(tmp_path / "elsewhere") is None


def test_the_fingerprint_is_the_one_a_phone_shows(made: Certificates) -> None:
    assert len(made.fingerprint_sha256.split(":")) == 32
    assert made.fingerprint_sha256 == made.fingerprint_sha256.upper()


def test_only_private_addresses_are_offered_to_phones() -> None:
    found = [
        "127.0.0.1",
        "10.0.0.4",
        "8.8.8.8",
        "100.64.3.2",
        "169.254.1.1",
        "0.0.0.0",
        "10.0.0.4",
        "fd00::1",
    ]
    assert private_only(found) == ("10.0.0.4", "100.64.3.2")


def test_the_code_is_an_svg_that_a_strict_page_lets_through() -> None:
    drawn = qr_svg("https://192.168.1.20:8420/trust/")
    assert drawn.startswith("<svg")
    assert "viewBox" in drawn
    assert "style" not in drawn
    assert "<script" not in drawn
    assert drawn != qr_svg("https://192.168.1.21:8420/trust/")
