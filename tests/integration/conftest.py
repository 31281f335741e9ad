# SPDX-License-Identifier: Apache-2.0
"""A data folder in which Unclench was started before, and the command line without a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.cli.command_line import furnished

from unclench.cli.main import main

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def used_home(tmp_path: Path) -> Path:
    """The folder of somebody who has Unclench already and wrote nothing down yet; a first start takes tmp_path."""
    return furnished(tmp_path / "home")


@pytest.fixture
def typed(db: None, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Runs a verb to its end in this process, with the database of the tests: for what it says and keeps."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        capsys.readouterr()
        status = main(words)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(words, status, said.out, said.err)

    return run
