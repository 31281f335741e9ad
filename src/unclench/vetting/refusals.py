# SPDX-License-Identifier: Apache-2.0
"""Why something is not taken as a label."""

from __future__ import annotations

from unclench.errors import InputError

__all__ = ["UnreadableLabel"]


class UnreadableLabel(InputError):
    """What was given is empty, too big, not text, unsafe or simply no label. Nothing is kept of it."""

    code = "unreadable_label"
