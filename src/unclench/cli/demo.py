# SPDX-License-Identifier: Apache-2.0
"""`unclench demo`: three months of an example diary in a data folder that is gone afterwards."""

from __future__ import annotations

import argparse
import os
import signal

from unclench.cli import serve

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The demo is for this computer alone."""
    parser.add_argument("--port", metavar="N", help="the port (without it: 8420, or the next free one)")
    parser.add_argument("--no-open", action="store_true", help="do not open the browser")


def run(args: argparse.Namespace) -> int:
    """Fill a folder, serve it, take it away. UNCLENCH_DEMO=1 tells the pages to say that nothing is kept."""
    import tempfile

    signal.signal(signal.SIGTERM, serve.stop_early)
    with tempfile.TemporaryDirectory(prefix="unclench-demo-", ignore_cleanup_errors=True) as folder:
        os.environ.update(UNCLENCH_HOME=folder, UNCLENCH_MODE="local", UNCLENCH_DEMO="1")
        os.environ.pop("DATABASE_URL", None)  # the example must never land in a real diary
        _fill()
        print("This is an example diary. It is gone when you stop.", flush=True)
        wanted = argparse.Namespace(port=args.port, host=None, lan=False)
        return serve.serve(wanted, with_browser=not args.no_open)


def _fill() -> None:
    from datetime import UTC, datetime

    from unclench.cli.example_days import FOLLOWED, example_days, example_watch
    from unclench.cli.example_diary import example_diary
    from unclench.cli.household import open_household
    from unclench.cli.times import local_now

    person = open_household()
    from dataclasses import replace

    from unclench.diary.day import Boundary
    from unclench.store import days, episodes, imports, settings

    now, received = local_now(), datetime.now(UTC)
    today, zone = now.date(), now.tzinfo or UTC
    episodes.record(person.id, example_diary(person.id, today, zone=zone), received)
    spasm_days = {Boundary().day_of_episode(one) for one in episodes.recent(person.id)}
    days.record(person.id, example_days(person.id, today, spasm_days, zone=zone), received)
    imports.take(
        person.id,
        example_watch(person.id, today, zone=zone),
        name="example_watch.zip",
        sha256="example",
        now=received,
    )
    settings.change(person.id, lambda before: replace(before, followed=FOLLOWED))
