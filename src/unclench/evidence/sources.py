# SPDX-License-Identifier: Apache-2.0
"""Which files of content/ this room reads, and a quick mark that changes whenever one of them does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from unclench.evidence.catalogue import CATALOGUE, SHEETS

__all__ = ["OURS", "named", "quick_mark", "source_files"]

OURS = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True, slots=True)
class _Names:
    vocabulary: str = "vocabulary.yaml"
    coverage: str = "coverage.yaml"
    references: str = "references.yaml"
    stop_signs: str = "stop_signs.yaml"
    plans: str = "plans.yaml"
    remedies: str = "remedies/"


named = _Names()


def source_files(folder: Path) -> tuple[str, ...]:
    """The files, by their path within the folder. All but the remedies are listed even where they are missing."""
    fixed = (named.vocabulary, named.coverage, named.references, named.stop_signs, named.plans)
    listed = sorted(path.name for path in (folder / named.remedies).glob("*.yaml"))
    kinds = dict.fromkeys(kind.file for kind in CATALOGUE.values())
    kinds |= dict.fromkeys(sheet.file for sheet in SHEETS.values())
    return (*fixed, *(named.remedies + name for name in listed), *kinds)


def quick_mark(folder: Path) -> str:
    """Changes with every edit, without reading a file: path, size and the times of the last change.

    The time of the last change of the file's record (ctime) is in it too, because an installer or a checkout may
    set the time of the content (mtime) back to what it was.
    """
    digest = hashlib.sha256()
    for file in source_files(folder):
        try:
            seen = (folder / file).stat()
        except OSError:
            digest.update(f"{file} is missing\n".encode())
            continue
        digest.update(f"{file} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns}\n".encode())
    return digest.hexdigest()[:24]
