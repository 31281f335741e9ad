# SPDX-License-Identifier: Apache-2.0
"""`unclench`: which verb, and how its errors are told.

A verb is a module of this room with SUMMARY (one line), `add_arguments(parser)` and `run(args) -> exit status`. It
imports what costs time inside `run`, so that help stays quick.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
import threading
from collections.abc import Sequence
from types import ModuleType

from unclench import __version__
from unclench.errors import UnclenchError

__all__ = ["main"]

_VERBS = {
    "serve": "start the server and open it in the browser; also what happens without a verb",
    "relief": "a guided session for a spasm, here in the terminal",
    "log": "write down a spasm that is over",
    "diary": "show the diary",
    "care": "how soon a spasm needs somebody, from a file of findings",
    "triggers": "what goes with the spasms, from a table of days",
    "report": "what to bring to the doctor, as a PDF",
    "vet": "is this product any good, for one person",
    "evidence": "what may help an area, how sure that is, and where it stands",
    "import": "what a phone, a watch, an app or a table knows of the days",
    "backup": "everything in one file that can be put back",
    "restore": "put a backup back, or take one person's export in",
    "export": "everything of one person, for other programs and for spreadsheets",
    "erase": "one person, for good",
    "content": "check the texts and numbers that Unclench ships",
    "demo": "start with three months of an example diary, kept nowhere",
}
_STOPPED_BY_PERSON = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status. A person's mistake is told in words, never as a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_on_a_letter()
    try:
        status = _run(given)
        sys.stdout.flush()
    except UnclenchError as error:
        _complain(error)
        status = error.exit_status
    except KeyboardInterrupt:
        status = _STOPPED_BY_PERSON
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; the interpreter must not complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    return _leave(status)


def _run(given: list[str]) -> int:
    verb = next((word for word in given if not word.startswith("-")), None)
    if not given:
        given, verb = ["serve"], "serve"
    module = _verb_module(verb) if verb in _VERBS else None
    args = _parser(verb, module).parse_args(given)
    assert module is not None  # argparse refuses a verb it does not know
    status: int = module.run(args)
    return status


def _parser(verb: str | None, module: ModuleType | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="unclench",
        description="Guided relief for muscle spasms and cramps; the guided session is the diary entry.",
        epilog="Without a verb: start the server and open it in the browser. "
        "Everything stays in the data folder, which UNCLENCH_HOME can name.",
    )
    parser.add_argument("--version", action="version", version=f"unclench {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, summary in _VERBS.items():
        own = verbs.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name == verb and module is not None:
            module.add_arguments(own)
    return parser


def _verb_module(verb: str | None) -> ModuleType:
    return importlib.import_module(
        f"unclench.cli.{'import_file' if verb == 'import' else verb}"
    )  # a word of Python


def _never_fail_on_a_letter() -> None:
    """A terminal without Unicode gets a question mark for a letter it does not know, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _complain(error: UnclenchError) -> None:
    """What happened, why, and what to do: a line each, on stderr."""
    for line in (error.what, error.why, error.todo):
        if line:
            print(line, file=sys.stderr)


def _leave(status: int) -> int:
    """Go now, even if a request still hangs in a thread: what was acknowledged is on the disk already."""
    waiting = [one for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
    if waiting:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status
