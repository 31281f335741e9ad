# SPDX-License-Identifier: Apache-2.0
"""A copy of the shipped content that a test may spoil, each of its files parsed once, and a cache for every test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from unclench.errors import ContentError
from unclench.evidence import Library, check, gathering, load, reading
from unclench.evidence.sources import OURS


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """A file of the same bytes says the same: a test that spoils one file parses that one, not fifty.

    At the end each is parsed once more, so that a reader that changes what it was given does not go unseen.
    """
    parsed: dict[tuple[str, bytes], Any] = {}

    def read(path: Path, name: str) -> Any:
        try:
            key = (name, path.read_bytes())
        except OSError:
            return reading.read(path, name)
        if key not in parsed:
            parsed[key] = reading.read(path, name)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "read", read)
        yield
    for (name, held), said in parsed.items():
        path = OURS / name
        if path.is_file() and path.read_bytes() == held:
            assert reading.read(path, name) == said, f"{name} was changed by who read it"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The content as shipped."""
    return load(cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content."""
    return Path(shutil.copytree(OURS, tmp_path / "content"))


@pytest.fixture
def spoilt(content: Path) -> Callable[[str, str, str], list[ContentError]]:
    """Replaces one text in one file of the copy, and says what the check then finds."""

    def spoil(file: str, old: str, new: str) -> list[ContentError]:
        path = content / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")
        return check(content)

    return spoil


def spoil_record(path: Path, record: str, old: str, new: str) -> None:
    """Replaces a text within one record, wherever in the file the record stands."""
    text = path.read_text("utf-8")
    start = re.search(rf"^  - (?:\{{)?(?:id|said): {re.escape(record)}\b", text, re.MULTILINE)
    assert start, record
    following = re.search(r"^  - ", text[start.end() :], re.MULTILINE)
    end = start.end() + following.start() if following else len(text)
    part = text[start.start() : end]
    assert old in part, f"{old!r} does not stand in {record}"
    path.write_text(text[: start.start()] + part.replace(old, new, 1) + text[end:], "utf-8")
