# SPDX-License-Identifier: Apache-2.0
"""The rules as shipped, and a short way to ask them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from unclench.care import Assessment, RuleBook, assess, read, rule_book
from unclench.evidence import Library, load

Asked = Callable[..., Assessment]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The content as shipped."""
    return load(cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def book(library: Library) -> RuleBook:
    """Its rules."""
    return rule_book(library)


@pytest.fixture(scope="session")
def asked(book: RuleBook) -> Asked:
    """The assessment of somebody of whom these things are known."""

    def ask(**said: Any) -> Assessment:
        return assess(read(said, book).findings, book)

    return ask
