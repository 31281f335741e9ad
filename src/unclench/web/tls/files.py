# SPDX-License-Identifier: Apache-2.0
"""Certificate and key files: never half written, and keys never readable by anybody else."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["authority_certificate", "private_folder", "read_if_there", "write_private", "write_public"]


def authority_certificate(home: Path) -> bytes | None:
    """The authority's certificate as PEM, for phones to download; None while there is none. It holds no secret."""
    return read_if_there(home / "tls" / "ca.crt")


def private_folder(folder: Path) -> Path:
    """The folder, made where it is missing, open to its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def read_if_there(file: Path) -> bytes | None:
    """The file's bytes, or None where there is no such file."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def write_private(file: Path, content: bytes) -> None:
    """Write a secret: at no moment does the file exist with wider rights than 0600."""
    _write(file, content, 0o600)


def write_public(file: Path, content: bytes) -> None:
    """Write what everybody may read."""
    _write(file, content, 0o644)


def _write(file: Path, content: bytes, mode: int) -> None:
    half = file.with_name(file.name + ".new")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)
