# SPDX-License-Identifier: Apache-2.0
"""Files of every importer damaged in every way we can think of: each is read or refused in words, within seconds.

python -m benchmarks.import_damage [--many 10000] [--seed 7] [--only apple_health] [--longest 5]

Takes about a quarter of an hour on one core. What was measured last is in import_damage.md.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from unclench.errors import InputError
from unclench.intake.archive import opened
from unclench.intake.gathering import NeedsAnswer
from unclench.intake.merging import totals
from unclench.intake.recognising import importer_named, read_file, recognised

__all__ = ["damaged", "read_or_refused", "sample_files"]

SAMPLES = Path(__file__).parent.parent / "tests" / "samples" / "intake"
NONSENSE = (
    b"\x00", b"\xff\xfe", b'"', b"'", b"<", b">", b"&#0;", b"\n", b",", b";", b"NaN", b"-1", b"1e999", b"9" * 40,
    b"0001-01-01", b"9999-12-31 23:59:59 +0000", b"2026-02-30", b"[" * 400, b"{" * 400, b"<Record " * 30, b"5e-324",
    "ünï€\u2028".encode(), b"PK\x03\x04", b" " * 300, b"=cmd()", b"null", b"\xed\xa0\x80",
)  # fmt: skip
_LARGEST = 120_000
"""Larger samples are shortened first, each time elsewhere, so that thousands of readings take minutes."""


def sample_files(importer: str | None = None) -> tuple[tuple[str, Path], ...]:
    """Every sample with the importer it belongs to."""
    found = []
    for path in sorted(SAMPLES.rglob("*")):
        if not path.is_file() or path.name.endswith((".md", ".truth.json")):
            continue
        try:
            with opened(path) as archive:
                name = recognised(archive).NAME
        except InputError:
            continue
        if importer in (None, name):
            found.append((name, path))
    return tuple(found)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one to four injuries; of a zip, of the container, of one member, or of both."""
    if data[:2] == b"PK" and dice.random() < 0.75:
        data = _inside(data, dice)
        if dice.random() < 0.7:
            return data
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(INJURIES)(data, dice)
    return data


def _inside(data: bytes, dice: random.Random) -> bytes:
    """A zip in which the members are injured and packed again as if nothing were wrong."""
    made = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            names = old.namelist()
            chosen = dice.choice(names) if names else None
            for name in names:
                member = old.read(name)
                if name == chosen:
                    member = _shortened(member, dice)
                    for _ in range(dice.randint(1, 4)):
                        member = dice.choice(INJURIES)(member, dice)
                new.writestr(name, member)
    except (zipfile.BadZipFile, OSError, ValueError):
        return data
    return made.getvalue()


def _shortened(data: bytes, dice: random.Random) -> bytes:
    """The beginning and one stretch of a large text, so that most of it is as it was."""
    if len(data) <= _LARGEST or data[:6] == b"SQLite":
        return data
    at = dice.randrange(len(data) - _LARGEST // 2)
    return data[: _LARGEST // 4] + data[at : at + _LARGEST // 2]


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _flip(data: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 12) if spoilt else 0):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def _insert(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(NONSENSE) + data[at:]


def _replace(data: bytes, dice: random.Random) -> bytes:
    at, what = dice.randrange(len(data) + 1), dice.choice(NONSENSE)
    return data[:at] + what + data[at + len(what) :]


def _remove(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at + dice.randint(1, 3000) :]


def _double(data: bytes, dice: random.Random) -> bytes:
    at, size = dice.randrange(len(data) + 1), dice.randint(1, 3000)
    return data[: at + size] + data[at : at + size] * dice.randint(1, 5) + data[at + size :]


def _swap(data: bytes, dice: random.Random) -> bytes:
    size = dice.randint(1, 2000)
    one, other = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    if other - one < size:
        return data
    return (
        data[:one]
        + data[other : other + size]
        + data[one + size : other]
        + data[one : one + size]
        + data[other + size :]
    )


def _digits(data: bytes, dice: random.Random) -> bytes:
    """Some digits become others: dates and amounts that cannot be."""
    spoilt = bytearray(data)
    places = (
        [at for at in (dice.randrange(len(spoilt)) for _ in range(60)) if 48 <= spoilt[at] <= 57]
        if spoilt
        else []
    )
    for at in places:
        spoilt[at] = dice.choice(b"0123456789-.eE")
    return bytes(spoilt)


def _recode(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(dice.choice(("utf-16", "cp1252", "utf-8-sig", "latin-1")), errors="replace")


INJURIES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _flip, _insert, _replace, _remove, _double, _swap, _digits, _digits, _recode,
)  # fmt: skip


def read_or_refused(path: Path, importer: str | None = None) -> str:
    """What became of a file, to its totals. Anything but a reading or a refusal in words escapes."""
    answers: dict[str, str] = {}
    try:
        for _ in range(8):
            try:
                reading = read_file(path, zone=UTC, importer=importer, answers=answers)
            except NeedsAnswer as question:
                answers[f"{question.field}"] = next(iter(question.options))
                continue
            totals(reading.samples, reading.sources)
            return "read, with losses" if reading.rejected or reading.notes else "read"
    except InputError as refusal:
        if not refusal.what or not (refusal.why or refusal.todo):
            raise AssertionError(f"A refusal without words: {refusal!r}") from refusal
        return "refused"
    return "asked again and again"


class _TooLong(BaseException):
    """No exception that any reading could take for damage."""


def main() -> int:
    """Damage, read, print the table; exit status 1 where something broke or took too long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_damage", description=__doc__)
    parser.add_argument("--many", type=int, default=10_000, help="damaged files for each importer")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", help="one importer")
    parser.add_argument("--longest", type=float, default=5.0, help="seconds of one core a reading may take")
    args = parser.parse_args()
    signal.signal(signal.SIGPROF, _too_long)
    failed = 0
    samples: dict[str, list[Path]] = {}
    for name, path in sample_files(args.only):
        samples.setdefault(name, []).append(path)
    print("| importer | samples | damaged files | what became of them | slowest | broken |")
    print("|---|---:|---:|---|---:|---:|")
    for name, paths in samples.items():
        failed += _one(name, paths, args)
    return 1 if failed else 0


def _too_long(*_: object) -> None:
    raise _TooLong


def _one(name: str, samples: list[Path], args: argparse.Namespace) -> int:
    importer_named(name)
    contents = [path.read_bytes() for path in samples]
    fates, slowest, broken = Counter[str](), 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(args.many):
            sample, content = samples[number % len(samples)], contents[number % len(samples)]
            dice = random.Random(f"{args.seed} {sample.name} {number}")
            path = Path(folder) / f"{name}{sample.suffix}"
            path.write_bytes(damaged(content if content[:2] == b"PK" else _shortened(content, dice), dice))
            # Half of them as the person who says what the file is, half of them as a file nobody has named.
            begun = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, args.longest)
            try:
                fates[read_or_refused(path, name if dice.random() < 0.5 else None)] += 1
            except (Exception, _TooLong) as problem:
                signal.setitimer(signal.ITIMER_PROF, 0)
                broken += 1
                kept = Path(tempfile.gettempdir()) / f"broken_{name}_{number}{sample.suffix}"
                kept.write_bytes(path.read_bytes())
                print(f"{kept}: {type(problem).__name__}: {problem}"[:300], file=sys.stderr, flush=True)
            signal.setitimer(signal.ITIMER_PROF, 0)
            slowest = max(slowest, time.process_time() - begun)
    told = ", ".join(f"{fate} {count:,}" for fate, count in fates.most_common())
    print(f"| {name} | {len(samples)} | {args.many:,} | {told} | {slowest:.2f} s | {broken} |", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main())
