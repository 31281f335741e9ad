# SPDX-License-Identifier: Apache-2.0
"""The access tests walk a list of pages. This keeps the list whole."""

from __future__ import annotations

from tests.access.addresses import LAN_PAGES, NOT_PAGES, PAGES, all_patterns


def test_every_address_is_in_the_list_of_pages_or_known_not_to_be_one() -> None:
    listed = {*PAGES, *LAN_PAGES, *NOT_PAGES}
    missing = sorted(set(all_patterns()) - listed)
    assert missing == [], "add them to PAGES (or NOT_PAGES) in tests/access/addresses.py"


def test_the_list_names_nothing_that_is_gone() -> None:
    gone = sorted({*PAGES, *LAN_PAGES, *NOT_PAGES} - set(all_patterns()))
    assert gone == []
