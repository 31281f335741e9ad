# SPDX-License-Identifier: Apache-2.0
"""Where static files are found, and how a browser may keep them for a year.

The address of every static file holds a digest of all of them: /static/<digest>/… So a file that changed has a new
address, a file that did not may be cached for good, and modules may import each other by relative paths. No build
step is needed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["STATIC_FOLDER", "digest"]

STATIC_FOLDER = Path(__file__).parent / "static"


def digest(folder: Path = STATIC_FOLDER) -> str:
    """Twelve hexadecimal digits that change when any file under the folder changes, comes or goes."""
    whole = hashlib.blake2b(digest_size=6)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
