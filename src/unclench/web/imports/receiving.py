# SPDX-License-Identifier: Apache-2.0
"""A file while it is sent: straight to the disk of the data folder, measured and digested on the way."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from unclench.errors import InputError, UnclenchError
from unclench.store import incoming
from unclench.store.faults import StoreFull

__all__ = ["LARGEST_BYTES", "Arrived", "ToDisk", "too_large"]

LARGEST_BYTES = 10 * 2**30
"""Of a form with its file. Ten years of a watch are about three gigabytes."""

_LOOK_AT_THE_DISK_EVERY = 64 * 2**20


class TooLarge(InputError):
    """More than is taken through a page."""

    code = "too_large"
    http_status = 413


class Arrived(UploadedFile):  # type: ignore[type-arg]  # it takes no argument when it runs
    """A file that arrived whole. path: where it waits, until it is moved or `ToDisk.discard` removes it."""

    def __init__(self, path: Path, name: str, sha256: str, size: int) -> None:
        super().__init__(None, name, "application/octet-stream", size, None)
        self.path, self.sha256 = path, sha256

    def close(self) -> None:
        """Nothing is open: it was written and closed while it arrived."""


class ToDisk(FileUploadHandler):
    """Writes each file of a form into the data folder and never holds one in memory."""

    chunk_size = 2**20

    def __init__(self, request: HttpRequest, most_bytes: int = LARGEST_BYTES) -> None:
        super().__init__(request)
        self.problem: UnclenchError | None = None
        self._most = self._left = most_bytes
        self._paths: list[Path] = []
        self._descriptor: int | None = None
        self._since_look = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins. Only the first of a form is taken."""
        super().new_file(*args, **kwargs)
        self._close()
        place = incoming.half()
        self._descriptor = place.descriptor
        self._paths.append(place.path)
        self._digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some of it."""
        self._left -= len(raw_data)
        self._since_look += len(raw_data)
        if self._left < 0:
            self._stop(too_large())
        try:
            if self._since_look >= _LOOK_AT_THE_DISK_EVERY:
                self._since_look = 0
                incoming.check_room(0)
            assert self._descriptor is not None
            view = memoryview(raw_data)
            while view:
                view = view[os.write(self._descriptor, view) :]
        except StoreFull as full:
            self._stop(full)
        except OSError as problem:
            self._stop(
                StoreFull(
                    "This file could not be kept.",
                    why=f"{problem.strerror or problem}.",
                    todo="Send it again.",
                )
            )
        self._digest.update(raw_data)

    def file_complete(self, file_size: int) -> Arrived:
        """All of it."""
        self._close()
        return Arrived(self._paths[-1], self.file_name or "file", self._digest.hexdigest(), file_size)

    def upload_interrupted(self) -> None:
        """The connection broke."""
        self.discard()

    def discard(self) -> None:
        """Remove what nobody took."""
        self._close()
        for path in self._paths:
            path.unlink(missing_ok=True)

    def _stop(self, problem: UnclenchError) -> None:
        self.problem = problem
        self.discard()
        raise StopUpload(connection_reset=True)

    def _close(self) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def too_large() -> TooLarge:
    """What is said of a file that is larger than a page takes."""
    return TooLarge(
        "This file is too large to be sent.", why="A page takes up to 10 GB.",
        todo="On the machine itself, “unclench import FILE” takes files of any size.", field="file",
    )  # fmt: skip
