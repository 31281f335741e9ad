# SPDX-License-Identifier: Apache-2.0
"""Keeps the library as JSON between runs: reading the YAML takes longer than a person in pain should wait.

Everything here may fail without harm: a cache that is missing, broken, out of date or not writable means that the
YAML is read again. JSON and not pickle, so that a file somebody else wrote can never run code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from dataclasses import asdict, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from unclench.evidence.entities import (
    AreaName,
    Caution,
    CautionLevel,
    Certainty,
    Condition,
    DrugClass,
    Effect,
    Equipment,
    Evidence,
    GuidelineSupport,
    Plan,
    Reference,
    Remedy,
    RemedyKind,
    Sign,
    StopSigns,
    Timing,
    UrgencyLevel,
    When,
)
from unclench.evidence.library import Library
from unclench.evidence.shelf import Shelf

__all__ = ["cache_folder", "keep", "kept"]

_UNSAID = {"authors": "", "year": ""}  # empty fields of a source are not kept

# Rises when the meaning of a kept file changes; its shape is in the mark already, through the names of the fields.
_FORMAT = "3"
_KINDS: tuple[type[Any], ...] = (
    AreaName, Caution, Condition, DrugClass, Effect, Equipment, Evidence, Plan, Reference, Remedy, Sign, StopSigns,
    Timing,
)  # fmt: skip
_SHAPE = ",".join(f"{kind.__name__}:{'/'.join(part.name for part in fields(kind))}" for kind in _KINDS)
_TEXTS = (
    "areas",
    "postures",
    "needs",
    "helps",
    "ready",
    "hold",
    "ease",
    "never_with",
    "covers",
    "checked",
    "marks",
)


def cache_folder(given: Path | None) -> Path:
    """Where compiled content is kept: as handed in, else as UNCLENCH_CACHE says, else where the system keeps such."""
    if given is not None:
        return given
    said = os.environ.get("UNCLENCH_CACHE")
    if said:
        return Path(said)
    if sys.platform == "linux":
        # What platformdirs would say; it takes longer to say so than the library takes to load.
        return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or Path.home() / ".cache") / "unclench"
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("unclench"))


def kept(cache: Path, folder: Path, mark: str) -> Library | None:
    """The library kept under this mark, or None where there is none or it cannot be trusted."""
    try:
        head, _, body = _file(cache, folder, mark).read_bytes().partition(b"\n")
        if head.decode("ascii") != _seal(body):
            return None
        first, *lines = body.decode().split("\n")
        return _library(json.loads(first), Shelf.of_lines(lines))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def keep(library: Library, cache: Path, folder: Path, mark: str) -> None:
    """Writes the library so that a reader sees the whole file or none, and clears what it replaces."""
    import tempfile  # cold path only

    first = json.dumps(_plain(library), ensure_ascii=False, separators=(",", ":"))
    body = "\n".join((first, *library.shelf.as_lines())).encode()
    target = _file(cache, folder, mark)
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=cache, prefix="content-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(body).encode("ascii") + b"\n" + body)
            Path(draft).replace(target)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
        for old in cache.glob(f"content-{_place(folder)}-*.json"):
            if old != target:
                old.unlink(missing_ok=True)


def _place(folder: Path) -> str:
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]


def _file(cache: Path, folder: Path, mark: str) -> Path:
    shape = hashlib.sha256(f"{_FORMAT} {_SHAPE} {_kinds_mark()} {mark}".encode()).hexdigest()[:16]
    return cache / f"content-{_place(folder)}-{shape}.json"


def _kinds_mark() -> str:
    """Changes when the shape of a kind may have changed; importing the kinds to ask would take too long."""
    seen = [(path.name, path.stat()) for path in sorted((Path(__file__).parent / "kinds").glob("*.py"))]
    return " ".join(f"{name} {at.st_size} {at.st_mtime_ns}" for name, at in seen)


def _seal(body: bytes) -> str:
    return "unclench-content " + hashlib.sha256(body).hexdigest()


def _plain(library: Library) -> dict[str, Any]:
    return {
        "version": library.version,
        "remedies": [asdict(row) for row in library.remedies.values()],
        "references": [
            {name: value for name, value in asdict(row).items() if value}
            for row in library.references.values()
        ],
        "conditions": [asdict(row) for row in library.conditions.values()],
        "equipment": [asdict(row) for row in library.equipment.values()],
        "areas": [asdict(row) for row in library.areas.values()],
        "signs": [asdict(row) for row in _all_signs(library).values()],
        "stop_signs": [
            asdict(row) | {"signs": [sign.id for sign in row.signs]} for row in library.stop_signs.values()
        ],
        "everyone_signs": [sign.id for sign in library.everyone_signs],
        "plans": [asdict(row) for row in library.plans.values()],
        "aliases": dict(library.aliases),
        "promises": dict(library.promises),
        "product_conditions": [asdict(row) for row in library.product_conditions.values()],
        "drug_classes": [asdict(row) for row in library.drug_classes.values()],
    }


def _all_signs(library: Library) -> dict[str, Sign]:
    """Each sign once, although many areas name it."""
    listed = [sign for row in library.stop_signs.values() for sign in row.signs]
    return {sign.id: sign for sign in (*listed, *library.everyone_signs)}


def _library(data: dict[str, Any], shelf: Shelf) -> Library:
    signs = {
        row["id"]: Sign(**row | {"level": UrgencyLevel(row["level"]), "sources": tuple(row["sources"])})
        for row in data["signs"]
    }
    return Library(
        version=data["version"],
        remedies=MappingProxyType({row["id"]: _remedy(row) for row in data["remedies"]}),
        references=MappingProxyType({row["id"]: Reference(**_UNSAID | row) for row in data["references"]}),
        conditions=MappingProxyType({row["key"]: Condition(**row) for row in data["conditions"]}),
        equipment=MappingProxyType({row["key"]: Equipment(**row) for row in data["equipment"]}),
        areas=MappingProxyType({row["id"]: AreaName(**row | {"also": tuple(row["also"])}) for row in data["areas"]}),
        stop_signs=MappingProxyType(
            {
                row["area"]: StopSigns(**row | {"signs": tuple(signs[key] for key in row["signs"])})
                for row in data["stop_signs"]
            }
        ),
        everyone_signs=tuple(signs[key] for key in data["everyone_signs"]),
        plans=MappingProxyType(
            {
                row["area"]: Plan(row["area"], tuple(row["during"]), tuple(row["after"]), row["note"])
                for row in data["plans"]
            }
        ),
        aliases=MappingProxyType(data["aliases"]),
        promises=MappingProxyType(data["promises"]),
        product_conditions=MappingProxyType(
            {row["key"]: Condition(**row) for row in data["product_conditions"]}
        ),
        drug_classes=MappingProxyType(
            {row["id"]: DrugClass(**row | {"examples": tuple(row["examples"])}) for row in data["drug_classes"]}
        ),
        shelf=shelf,
    )  # fmt: skip


def _remedy(row: dict[str, Any]) -> Remedy:
    for name in _TEXTS:
        row[name] = tuple(row[name])
    row["kind"] = RemedyKind(row["kind"])
    row["when"] = tuple(When(word) for word in row["when"])
    row["timing"] = Timing(**row["timing"]) if row["timing"] else None
    row["cautions"] = tuple(
        Caution(**part | {"level": CautionLevel(part["level"])}) for part in row["cautions"]
    )
    evidence = row["evidence"]
    row["evidence"] = Evidence(
        certainty=Certainty(evidence["certainty"]),
        guideline_support=GuidelineSupport(evidence["guideline_support"]),
        reason=evidence["reason"],
        population=evidence["population"],
        citations=tuple(evidence["citations"]),
        effects=tuple(Effect(**part) for part in evidence["effects"]),
        no_source=evidence["no_source"],
    )
    return Remedy(**row)
