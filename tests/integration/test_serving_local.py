# SPDX-License-Identifier: Apache-2.0
"""The server of this computer: starts, says where, answers, stops."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.unit.cli.command_line import command, environment, running, said_until, unclench, until

STOPS_WITHIN_S = 5.0


def get(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, answer.read().decode()


def address_in(text: str) -> str:
    found = re.search(r"https?://\S+", text)
    assert found, text
    return found.group()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_says_its_address_answers_there_and_stops_in_time(used_home: Path, ending: signal.Signals) -> None:
    with running(used_home, "serve", "--port", "0") as server:
        address = address_in(said_until(server, "Stop it with Ctrl-C"))
        status, page = get(address)
        assert status == 200
        assert "<html" in page
        asked = time.monotonic()
        server.send_signal(ending)
        _, errors = server.communicate(timeout=STOPS_WITHIN_S)
        assert time.monotonic() - asked < STOPS_WITHIN_S
        assert server.returncode == 0
        assert errors == ""
        assert not (used_home / "serving.json").exists()


def test_it_listens_on_loopback_alone(used_home: Path) -> None:
    with running(used_home, "serve", "--port", "0") as server:
        address = address_in(said_until(server, "Unclench is running at"))
        assert address.startswith("http://127.0.0.1:")
        port = int(address.rsplit(":", 1)[1].rstrip("/"))
        listening = Path("/proc/net/tcp").read_text() if Path("/proc/net/tcp").exists() else ""
        if listening:
            assert f"0100007F:{port:04X} 00000000:0000 0A" in listening
            assert f"00000000:{port:04X} 00000000:0000 0A" not in listening


def test_a_foreign_host_name_is_not_answered(used_home: Path) -> None:
    with running(used_home, "serve", "--port", "0") as server:
        address = address_in(said_until(server, "Unclench is running at"))
        asking = urllib.request.Request(address, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asking, timeout=10)
        assert refused.value.code in (400, 403, 421)
        refused.value.close()


def test_it_is_one_process(used_home: Path) -> None:
    psutil = pytest.importorskip("psutil")
    with running(used_home, "serve", "--port", "0") as server:
        get(address_in(said_until(server, "Unclench is running at")))
        assert psutil.Process(server.pid).children(recursive=True) == []


def test_a_second_start_says_where_the_first_one_is(used_home: Path) -> None:
    with running(used_home, "serve", "--port", "0") as server:
        address = address_in(said_until(server, "Unclench is running at"))
        second = unclench(used_home, "serve")
        assert (second.returncode, second.stderr) == (0, "")
        assert f"running already at {address}" in second.stdout
        other = unclench(used_home, "serve", "--port", "1")
        assert other.returncode == 5
        assert address in other.stderr
        assert get(address)[0] == 200


def test_after_a_kill_the_folder_can_be_served_again(used_home: Path) -> None:
    with running(used_home, "serve", "--port", "0") as server:
        said_until(server, "Unclench is running at")
        server.kill()
        server.wait(10)
    with running(used_home, "serve", "--port", "0") as server:
        assert get(address_in(said_until(server, "Unclench is running at")))[0] == 200


def test_a_port_that_is_taken_is_refused_when_it_was_asked_for(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = unclench(tmp_path, "serve", "--port", str(other.getsockname()[1]))
    assert done.returncode == 5
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_told_not_to_it_opens_no_browser(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = f"{command()[0]} -c \"open('{opened}', 'w').write('%s')\""
    with running(tmp_path / "quiet", "serve", "--no-open", "--port", "0", BROWSER=browser) as server:
        said_until(server, "Stop it with Ctrl-C")
        server.send_signal(signal.SIGTERM)
        server.wait(STOPS_WITHIN_S)
        assert not opened.exists()
    with running(tmp_path / "open", "serve", "--port", "0", BROWSER=browser) as server:
        address = address_in(said_until(server, "Stop it with Ctrl-C"))
        until(lambda: opened.exists() and opened.read_text(), "the browser")
        assert opened.read_text() == address


def test_without_a_verb_it_serves_and_says_that_there_is_no_browser(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        said = said_until(server, "There is no browser to open here")
        assert get(address_in(said))[0] == 200


def test_what_the_command_line_logs_stands_on_the_served_page(used_home: Path) -> None:
    with running(used_home, "serve", "--port", "0") as server:
        address = address_in(said_until(server, "Unclench is running at"))
        assert unclench(used_home, "log", "left", "calf", "--note", "while it serves").returncode == 0
        assert "Left calf" in get(address + "diary/")[1]


HANGING = """
import sys, threading, time
from pathlib import Path
from unclench.cli import main, serve
from unclench.cli.serving import server

def application(environ, start_response):
    Path(sys.argv[1]).touch()
    time.sleep(60)

def run(args):
    place = server.Place("127.0.0.1", int(sys.argv[2]))
    ready = lambda: print("ready", flush=True)
    server.serve_until_stopped(server.InProcessServer(place, ready, "__main__:application"))
    return 0

if __name__ == "__main__":
    serve.run = run
    sys.exit(main.main(["serve"]))
"""


def test_a_request_that_hangs_does_not_keep_it_from_stopping(tmp_path: Path) -> None:
    script, reached = tmp_path / "hanging.py", tmp_path / "reached"
    script.write_text(HANGING)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [command()[0], str(script), str(reached), str(port)]
    with subprocess.Popen(words, env=environment(tmp_path), stdout=subprocess.PIPE, text=True) as server:
        try:
            said_until(server, "ready")
            with socket.create_connection(("127.0.0.1", port)) as request:
                request.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                until(reached.exists, "the request")
                asked = time.monotonic()
                server.send_signal(signal.SIGTERM)
                assert server.wait(STOPS_WITHIN_S + 5) == 0
                assert time.monotonic() - asked < STOPS_WITHIN_S
        finally:
            server.kill()


def test_the_demo_shows_an_example_and_leaves_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "mine", "demo", "--no-open", "--port", "0", TMPDIR=str(tmp_path)) as server:
        said = said_until(server, "Unclench is running at")
        assert "example diary" in said
        page = get(address_in(said) + "diary/")[1]
        assert "calf" in page
        (folder,) = tmp_path.glob("unclench-demo-*")
        assert (folder / "unclench.sqlite3").exists()
        server.send_signal(signal.SIGTERM)
        assert server.wait(STOPS_WITHIN_S) == 0
    assert list(tmp_path.glob("unclench-demo-*")) == []
    assert not (tmp_path / "mine").exists()


def test_the_file_that_says_where_it_serves_names_this_process(used_home: Path) -> None:
    with running(used_home, "serve", "--port", "0") as server:
        address = address_in(said_until(server, "Unclench is running at"))
        told = json.loads((used_home / "serving.json").read_text())
        assert told == {"address": address, "pid": server.pid}
        os.kill(told["pid"], 0)
