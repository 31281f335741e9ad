# SPDX-License-Identifier: Apache-2.0
"""axe on every kind of page in every look; too long for each run: `make access-all`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.access import looks
from tests.access.addresses import PAGES


@pytest.mark.parametrize("path", PAGES.values(), ids=[pattern or "home" for pattern in PAGES])
def test_the_page_in_every_look(opened: Callable[[str], Page], path: str) -> None:
    assert looks.problems(opened(path), looks.EVERY_LOOK) == []
