# SPDX-License-Identifier: Apache-2.0
"""`python -m benchmarks.triggers PART [--first SEED] [--diaries N]`: made-up diaries, printed as a Markdown table.

PART: ours, looks, forecast, speed, honesty (which also writes the numbers the page shows), or peers (in an
environment with this folder's requirements.txt).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.triggers.forecasts import forecast_skill, weekly_looks
from benchmarks.triggers.hard_worlds import HARD_EFFECTS, HARD_NULLS
from benchmarks.triggers.honest import honesty
from benchmarks.triggers.measuring import Tally, measure, ours_with_a_list
from benchmarks.triggers.worlds import EFFECTS, NULLS

RESULTS = Path(__file__).parent / "results"
_LOOKED_AT = ("nothing", "correlated", "bursts", "odd week")
_COVERED = ("covered", "covered_true", "covered_lag", "covered_found")
_FORECAST = (
    "nothing", "habits and drift", "bursts", "wild days", "correlated, RR 2.5", "threshold", "builds over three days",
    "regime change",
)  # fmt: skip
_PEERS_ON = (
    "nothing",
    "correlated",
    "bursts",
    "recall bias",
    "RR 3, 180 days, 30 spasms",
    "RR 2, 365 days, 61 spasms",
)


def shown(values: list[float]) -> str:
    """A mean with its standard error."""
    mean, error = Tally.share(values)
    return "" if np.isnan(mean) else f"{mean:.3f} ± {error:.3f}"


def ours(seeds: range) -> Iterator[str]:
    yield (
        "| diary | false share | power | 95 % cover, all | cover, what matters | cover, by lag | cover, found "
        "| recall warning | false “likely” |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    everything = Tally()
    for name in (*NULLS, *HARD_NULLS, *EFFECTS, *HARD_EFFECTS):
        tally = measure(name, seeds)
        for part in _COVERED:
            getattr(everything, part).extend(getattr(tally, part))
        if "recall" not in name:
            everything.warned += tally.warned
        cells = [
            shown(tally.false_share),
            shown(tally.power),
            *(shown(getattr(tally, part)) for part in _COVERED),
        ]
        yield f"| {name} | {' | '.join(cells)} | {shown(tally.warned)} | {shown(tally.likely_false)} |"
    for name in ("RR 2, 365 days, 61 spasms", "RR 3, 180 days, 30 spasms"):
        tally = measure(name, seeds, ours_with_a_list)
        yield f"| {name}, with a list | {shown(tally.false_share)} | {shown(tally.power)} | | | | | | |"
    cells = [shown(getattr(everything, part)) for part in _COVERED]
    yield f"| all together | | | {' | '.join(cells)} | {shown(everything.warned)} without recall bias | |"


def looks(seeds: range) -> Iterator[str]:
    yield "| diary, looked at weekly for 180 days | people ever told a false “likely” |"
    yield "|---|---|"
    for name in _LOOKED_AT:
        yield f"| {name} | {shown(weekly_looks(name, seeds))} |"


def forecast(seeds: range) -> Iterator[str]:
    yield "| diary, 240 days known, 60 forecast | Brier skill | calibration error |"
    yield "|---|---|---|"
    for name in _FORECAST:
        skills, said, happened = forecast_skill(name, seeds)
        yield f"| {name} | {shown(skills)} | {_miscalibrated(np.array(said), np.array(happened)):.3f} |"


def _miscalibrated(said: np.ndarray, happened: np.ndarray) -> float:  # type: ignore[type-arg]
    """How far what was said is from what happened, over quarters of what was said."""
    order = np.argsort(said, kind="stable")
    return float(
        sum(
            len(part) / len(said) * abs(said[part].mean() - happened[part].mean())
            for part in np.array_split(order, 4)
        )
    )


def speed(_: range) -> Iterator[str]:
    from benchmarks.triggers.worlds import World
    from unclench.triggers import Triggers

    yield "| diary | one fit, best of 15, seconds on the clock | of processor |"
    yield "|---|---|---|"
    for days, many in ((365, 10), (365, 100), (3650, 10)):
        dice = np.random.default_rng(1)
        columns = {
            f"x{place}": dice.gamma(2.0, 1.0, days) if place % 2 else (dice.random(days) < 0.4) * 1.0
            for place in range(many)
        }
        table = World(dice.poisson(0.15 * 2.5 ** columns["x0"]).astype(float), columns).table()
        clock, processor = [], []
        for _try in range(15):
            begun, worked = time.perf_counter(), time.process_time()
            Triggers(priors=False).fit(table)
            clock.append(time.perf_counter() - begun)
            processor.append(time.process_time() - worked)
        yield f"| {many} exposures, {days} days | {min(clock):.4f} | {min(processor):.4f} |"


def peers(seeds: range) -> Iterator[str]:
    from benchmarks.triggers.measuring import ours as our_method
    from benchmarks.triggers.peers import PEERS

    heads = [f"{name}: false share" + (", power" if name in EFFECTS else "") for name in _PEERS_ON]
    yield f"| method | {' | '.join(heads)} | s a diary |"
    yield "|---" * (len(_PEERS_ON) + 2) + "|"
    for label, method in (*PEERS.items(), ("Unclench", our_method)):
        cells, seconds = [], []
        for name in _PEERS_ON:
            tally = measure(name, seeds, method)
            cells.append(", ".join(part for part in (shown(tally.false_share), shown(tally.power)) if part))
            seconds += tally.seconds
        yield f"| {label} | {' | '.join(cells)} | {np.mean(seconds):.3f} |"


PARTS: dict[str, Callable[[range], Iterator[str]]] = {
    "ours": ours, "looks": looks, "forecast": forecast, "speed": speed, "peers": peers, "honesty": honesty,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.triggers", description=__doc__)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--first", type=int, default=10_000, help="the first seed; take fresh ones to report")
    parser.add_argument("--diaries", type=int, default=60, help="of each kind")
    args = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    lines = []
    for line in PARTS[args.part](range(args.first, args.first + args.diaries)):
        print(line, flush=True)
        lines.append(line)
    (RESULTS / f"{args.part}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
