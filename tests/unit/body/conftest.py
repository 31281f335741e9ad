# SPDX-License-Identifier: Apache-2.0
"""The figures as they are shipped, and a small file of our own to break."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest
import yaml

from unclench.body.figure_records import Figures, load_figures


@pytest.fixture(scope="session")
def figures() -> Figures:
    with as_file(files("unclench") / "content" / "figures.yaml") as path:
        return load_figures(path)


@pytest.fixture
def shipped() -> dict:
    """The shipped figures as plain data, to be changed and loaded again."""
    text = (files("unclench") / "content" / "figures.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@pytest.fixture
def load(tmp_path: Path):
    """Writes plain data to a file and loads it as figures."""

    def write_and_load(data: dict) -> Figures:
        path = tmp_path / "figures.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return load_figures(path)

    return write_and_load
