# SPDX-License-Identifier: Apache-2.0
"""A small file or member of a zip, read whole."""

from __future__ import annotations

from unclench.errors import InputError
from unclench.intake.archive import Archive

__all__ = ["beginning", "whole"]


def whole(archive: Archive, name: str, most_bytes: int) -> bytes:
    """All bytes of a member. InputError where it is damaged, or larger than its kind of file ever is."""
    with archive.open(name) as stream:
        data = stream.read(most_bytes + 1)
        while len(data) <= most_bytes and (more := stream.read(most_bytes + 1 - len(data))):
            data += more
    if len(data) > most_bytes:
        raise InputError(
            "This file is too large.", why=f"Files of this kind are smaller than {most_bytes // 2**20} MB.",
            todo="Choose another file.", field="file",
        )  # fmt: skip
    return data


def beginning(archive: Archive, name: str, size: int = 4096) -> bytes:
    """The first bytes of a member; none where they cannot be read."""
    try:
        return archive.head(name, size)
    except InputError:
        return b""
