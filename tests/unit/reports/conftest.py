# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from unclench import evidence
from unclench.evidence import Library


@pytest.fixture(scope="session")
def library() -> Library:
    return evidence.load()
