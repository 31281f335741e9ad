# SPDX-License-Identifier: Apache-2.0
"""axe on every single page of the library, both themes, at 320 px. `make access-all`: it takes many minutes."""

from __future__ import annotations

import pytest

from tests.access import looks
from tests.access.library_pages import addresses
from tests.browser.phone import Phone


@pytest.mark.parametrize("address", addresses())
def test_everyone_can_read_the_page(walker: Phone, address: str) -> None:
    walker.page.goto(walker.base + address, wait_until="load")
    assert looks.quick_look(walker.page) == []
    assert walker.page.locator("h1:visible").count() == 1
