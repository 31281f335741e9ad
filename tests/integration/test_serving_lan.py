# SPDX-License-Identifier: Apache-2.0
"""For the home network: https alone, a certificate that verifies, accounts, and a token for the first one."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.unit.cli.command_line import command, environment, running, said_until, unclench, until

from unclench.web.tls import lan_addresses


def port_in(said: str) -> int:
    found = re.search(r"https://[^:/\s]+:(\d+)/", said)
    assert found, said
    return int(found.group(1))


def trusting(home: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(home / "tls" / "ca.crt"))


def get(
    port: int, trust: ssl.SSLContext, host: str = "localhost", path: str = "/account/login/"
) -> tuple[int, str]:
    with urllib.request.urlopen(f"https://{host}:{port}{path}", timeout=10, context=trust) as answer:
        return answer.status, answer.read().decode()


def test_https_is_answered_where_the_authority_is_trusted_and_nowhere_else(tmp_path: Path) -> None:
    with running(tmp_path, "serve", "--lan", "--port", "0") as server:
        said = said_until(server, "Stop it with Ctrl-C")
        port = port_in(said)
        for host in ("localhost", "127.0.0.1"):
            status, page = get(port, trusting(tmp_path), host)
            assert status == 200
            assert "<html" in page
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            get(port, ssl.create_default_context())
        server.send_signal(signal.SIGTERM)
        assert server.wait(5) == 0
        assert server.stderr is not None
        assert server.stderr.read() == ""


def test_plain_http_is_never_answered(used_home: Path) -> None:
    with running(used_home, "serve", "--lan", "--port", "0") as server:
        port = port_in(said_until(server, "Stop it with Ctrl-C"))
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asking.request("GET", "/account/login/", headers={"Host": "localhost"})
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            asking.getresponse()
        asking.close()


def test_without_an_account_the_diary_is_closed_and_a_token_is_shown(used_home: Path) -> None:
    with running(used_home, "serve", "--lan", "--port", "0") as server:
        said = said_until(server, "Stop it with Ctrl-C")
        assert re.search(r"^    (?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}$", said, re.MULTILINE)
        assert "/account/first/" in said
        _, page = get(port_in(said), trusting(used_home), path="/diary/")
        assert 'type="password"' in page


def test_the_terminal_shows_the_fingerprint_of_the_authority(used_home: Path) -> None:
    with running(used_home, "serve", "--lan", "--port", "0") as server:
        said = said_until(server, "Stop it with Ctrl-C")
    shown = subprocess.run(
        ["openssl", "x509", "-in", str(used_home / "tls" / "ca.crt"), "-noout", "-fingerprint", "-sha256"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout.strip().split("=")[1] in said


def test_the_first_address_is_one_that_a_phone_can_reach(used_home: Path) -> None:
    with running(used_home, "serve", "--lan", "--port", "0") as server:
        said = said_until(server, "Stop it with Ctrl-C")
    if lan_addresses():
        assert f"https://{lan_addresses()[0]}:" in said.splitlines()[0]
    else:
        assert "in no home network" in said


def test_a_host_of_the_operator_is_in_the_certificate_and_answered(used_home: Path) -> None:
    with running(used_home, "serve", "--lan", "--port", "0", UNCLENCH_HOSTS="cramps.lan") as server:
        port = port_in(said_until(server, "Stop it with Ctrl-C"))
        with (
            socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
            trusting(used_home).wrap_socket(plain, server_hostname="cramps.lan") as secure,
        ):
            secure.sendall(
                f"GET /account/login/ HTTP/1.1\r\nHost: cramps.lan:{port}\r\nConnection: close\r\n\r\n".encode()
            )
            assert secure.recv(15).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("name", ["bank.example", "203.0.113.9"])
def test_a_name_of_the_internet_is_refused_before_anything_is_served(tmp_path: Path, name: str) -> None:
    done = unclench(tmp_path, "serve", "--lan", "--port", "0", UNCLENCH_HOSTS=name)
    assert done.returncode == 5
    assert f"No certificate can be made for {name}." in done.stderr
    assert done.stdout == ""


def test_a_damaged_authority_ends_the_start_and_never_leads_to_http(tmp_path: Path) -> None:
    (tmp_path / "tls").mkdir(mode=0o700)
    (tmp_path / "tls" / "ca.crt").write_text("scrambled")
    done = unclench(tmp_path, "serve", "--lan", "--port", "0")
    assert done.returncode == 5
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


RENEWING = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
import threading
from unclench.cli.serving import lan, server

def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]

if __name__ == "__main__":
    network = lan.home_network(Path(sys.argv[1]), "127.0.0.1", datetime.now(UTC) - timedelta(days=380))
    place = server.Place("127.0.0.1", int(sys.argv[2]), network.certificates.cert_path, network.certificates.key_path)
    serving = server.InProcessServer(place, lambda: print("ready", flush=True), "__main__:application")

    def on_word():
        sys.stdin.readline()
        lan.renew_if_due(network, datetime.now(UTC), serving.renew_certificate)

    threading.Thread(target=on_word, daemon=True).start()
    server.serve_until_stopped(serving)
"""


def presented(port: int, trust: ssl.SSLContext) -> str:
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
        trust.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        told = secure.getpeercert()
        assert told
        return str(told["serialNumber"])


def test_a_running_server_presents_its_renewed_certificate_without_a_restart(tmp_path: Path) -> None:
    script = tmp_path / "renewing.py"
    script.write_text(RENEWING)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [command()[0], str(script), str(tmp_path), str(port)]
    with subprocess.Popen(
        words, env=environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            said_until(server, "ready")
            trust = trusting(tmp_path)
            before = presented(port, trust)
            assert server.stdin is not None
            server.stdin.write("now\n")
            server.stdin.flush()
            until(lambda: presented(port, trust) != before, "a new certificate")
            until(
                lambda: server.poll() is None and presented(port, trust) != before, "the server still there"
            )
            server.send_signal(signal.SIGTERM)
            assert server.wait(10) == 0
        finally:
            server.kill()
