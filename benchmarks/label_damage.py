# SPDX-License-Identifier: Apache-2.0
"""Labels damaged in every way we can think of: each is read or refused in words, and nothing breaks.

python -m benchmarks.label_damage [how many] [seed]
"""

from __future__ import annotations

import copy
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from unclench.errors import InputError
from unclench.evidence import Library, load
from unclench.vetting import read_label

SAMPLES = Path(__file__).parent.parent / "tests" / "samples" / "labels"
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    3.5,
    1e308,
    10**400,
    "",
    " ",
    "a",
    "4%",
    "9" * 500,
    [],
    {},
    [[]],
    [None],
    ["x", 1, None],
    {"text": "Menthol 4%"},
    {"a": {"b": {"c": []}}},
    "\x00\ufffd",
    "<b>x</b>",
    "&lt;&amp;&#0;",
    [["Menthol 4%"]],
    "½ 1/0",
    "1e9 mg",
    "NaN",
    "(((((",
    "%%%",
    "6X C30 [hp_X]",
    "Magnesium 200 mg " * 50,
)


def sample_files() -> tuple[Path, ...]:
    """The sample labels, without their notes."""
    return tuple(sorted(path for path in SAMPLES.iterdir() if path.suffix in (".json", ".xml")))


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The label with one to four injuries."""
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(INJURIES)(data, dice)
    return data


def _in_tree(change: Callable[[Any, random.Random], None]) -> Callable[[bytes, random.Random], bytes]:
    """An injury of a JSON record, made at a place anywhere in it; other data is cut instead."""

    def injure(data: bytes, dice: random.Random) -> bytes:
        try:
            tree = json.loads(data)
        except (ValueError, RecursionError):
            return _cut(data, dice)
        places = [place for place in _places(tree) if place]
        if places:
            change(dice.choice(places), dice)
        return json.dumps(tree, ensure_ascii=dice.random() < 0.5).encode("utf-8", errors="replace")

    return injure


def _places(tree: Any) -> list[Any]:
    """Every list and record in the tree."""
    if isinstance(tree, dict):
        return [tree, *(place for value in tree.values() for place in _places(value))]
    if isinstance(tree, list):
        return [tree, *(place for value in tree for place in _places(value))]
    return []


def _key(place: Any, dice: random.Random) -> Any:
    return dice.choice(list(place)) if isinstance(place, dict) else dice.randrange(len(place))


def _drop(place: Any, dice: random.Random) -> None:
    del place[_key(place, dice)]


def _retype(place: Any, dice: random.Random) -> None:
    place[_key(place, dice)] = copy.deepcopy(dice.choice(ODD_VALUES))


def _double(place: Any, dice: random.Random) -> None:
    key = _key(place, dice)
    if isinstance(place, dict):
        place[f"{key}_copy" if dice.random() < 0.5 else dice.choice(list(place))] = copy.deepcopy(place[key])
    else:
        place.append(copy.deepcopy(place[key]))


def _shorten(place: Any, dice: random.Random) -> None:
    key = _key(place, dice)
    if isinstance(place[key], str) and place[key]:
        place[key] = place[key][: dice.randrange(len(place[key]))]


def _shuffle(place: Any, dice: random.Random) -> None:
    key = _key(place, dice)
    if isinstance(place[key], str):
        words = place[key].split()
        dice.shuffle(words)
        place[key] = dice.choice((" ", "\n", " ■ ", "  ")).join(words)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _flip(data: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        if spoilt:
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def _remove(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.randint(1, 200) :]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start : start + 300] + data[start:]


def _as_text(data: bytes, dice: random.Random) -> bytes:
    """Only the words of a record, as if copied off a page."""
    text = data.decode("utf-8", errors="replace")
    return "".join(dice.choice(("\n", " ", "")) if sign in '{}[]"' else sign for sign in text).encode()


def _recode(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(dice.choice(("utf-16", "cp1252", "utf-8-sig", "latin-1")), errors="replace")


INJURIES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_in_tree(change) for change in (_drop, _retype, _double, _shorten, _shuffle)),
    _cut, _flip, _remove, _repeat, _as_text, _recode,
)  # fmt: skip


def read_or_refused(data: bytes, library: Library) -> str:
    """What became of it. Anything but a label or a refusal in words is an error and escapes."""
    try:
        return read_label(data, library=library).format.value
    except InputError as refusal:
        if not (refusal.what and refusal.todo):
            raise AssertionError(f"A refusal without words: {refusal!r}") from refusal
        return "refused"


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    library, samples = load(), [path.read_bytes() for path in sample_files()]
    fates: Counter[str] = Counter()
    slowest = 0.0
    began = time.perf_counter()
    for _ in range(many):
        data = damaged(dice.choice(samples), dice)
        start = time.perf_counter()
        try:
            fates[read_or_refused(data, library)] += 1
        except Exception:
            Path("/tmp/damaged_label").write_bytes(data)
            raise
        slowest = max(slowest, time.perf_counter() - start)
    print(
        f"{many} damaged labels in {time.perf_counter() - began:.1f} s; the slowest took {slowest * 1000:.0f} ms"
    )
    print(", ".join(f"{fate}: {count}" for fate, count in fates.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
