# SPDX-License-Identifier: Apache-2.0
"""The house rules a reader can check: sizes, names, one licence line, documents that tell the truth."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_FILE_LINES = 400
LONGEST_SCRIPT_LINES = 150
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "core",
    "manager",
    "managers",
    "services",
    "common",
    "misc",
    "base",
}
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")


def tracked() -> list[Path]:
    """Files of the project, as git knows them, with those not yet added."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def sizes_and_names(files: list[Path]) -> Iterator[str]:
    for path in files:
        name = path.relative_to(ROOT)
        if path.suffix in {".py", ".js", ".css", ".html"} and "migrations" not in path.parts:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            most = LONGEST_SCRIPT_LINES if path.suffix == ".js" else LONGEST_FILE_LINES
            if lines > most:
                yield f"{name}: {lines} lines, more than {most}: make it two things."
        if (path.suffix in {".py", ".js"} and path.stem in DRAWERS) or path.parent.name in DRAWERS:
            yield f"{name}: a drawer name says nothing; name its job."
        if path.suffix in {".py", ".js"} and "migrations" not in path.parts:
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            if path.stat().st_size and "SPDX-License-Identifier: Apache-2.0" not in first:
                yield f"{name}: its first line must be the SPDX line."


def parts_are_whole(files: list[Path]) -> Iterator[str]:
    parts = ROOT / "src/unclench/web/templates/parts"
    for folder in sorted(parts.iterdir()):
        for needed in ("template.html", "style.css", "options.yaml"):
            if not (folder / needed).exists():
                yield f"{folder.relative_to(ROOT)}: {needed} is missing."


def documents_are_true(files: list[Path]) -> Iterator[str]:
    """Links lead somewhere, `make` verbs and rooms named in documents exist."""
    verbs = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))
    rooms = {path.name for path in (ROOT / "src/unclench").iterdir() if path.is_dir()}
    for name in DOCUMENTS:
        path = ROOT / name
        if not path.exists():
            yield f"{name} is missing."
            continue
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            if not target.startswith(("http", "mailto")) and not (ROOT / target).exists():
                yield f"{name}: the link to {target} leads nowhere."
        for verb in re.findall(r"`make ([a-z-]+)", text):
            if verb not in verbs:
                yield f"{name}: there is no `make {verb}`."
        for room in re.findall(r"`src/unclench/([a-z]+)/`", text):
            if room not in rooms:
                yield f"{name}: there is no room {room}."


def main() -> int:
    files = tracked()
    wrong = [*sizes_and_names(files), *parts_are_whole(files), *documents_are_true(files)]
    print("\n".join(wrong) if wrong else f"The house is in order: {len(files)} files.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
