# SPDX-License-Identifier: Apache-2.0
"""Help answers before anything heavy is imported; how many milliseconds that takes is a benchmark's business."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from unclench import __version__
from unclench.cli import main as command_line

HEAVY = (
    "django",
    "yaml",
    "cryptography",
    "granian",
    "asyncio",
    "uuid6",
    "segno",
    "platformdirs",
    "allauth",
    "typst",
)
PROBE = """
import json, sys
from unclench.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], *([verb, "--help"] for verb in command_line._VERBS)], ids=" ".join
)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], capture_output=True, text=True, timeout=30, check=True
    )
    assert "unclench" in done.stdout
    imported = set(json.loads(done.stderr.splitlines()[-1]))
    assert "unclench" in imported
    assert imported.isdisjoint(HEAVY)


def test_the_probe_would_see_a_heavy_import() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "content", "check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "yaml" in json.loads(done.stderr.splitlines()[-1])


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command_line.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"unclench {__version__}\n"


def test_each_verb_stands_in_the_help_and_is_a_module(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["--help"])
    shown = capsys.readouterr().out
    for verb in command_line._VERBS:
        module = command_line._verb_module(verb)
        assert callable(module.run)
        assert callable(module.add_arguments)
        assert f"\n    {verb} " in shown
