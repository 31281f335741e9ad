# SPDX-License-Identifier: Apache-2.0
"""The worked example in docs/methods/triggers.md is run as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs/methods/triggers.md"


def test_the_example_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert found is not None
    exec(compile(found[1], str(PAGE), "exec"), {})
    assert "Nothing can be said about coffee yet." in capsys.readouterr().out
