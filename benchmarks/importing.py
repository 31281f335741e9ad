# SPDX-License-Identifier: Apache-2.0
"""An Apple Health export read to its daily totals: how fast, and in how much memory. Beside it, another reader.

python -m benchmarks.importing [megabytes]     more sizes, by hand
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.health_exports import write_export, write_zip
from benchmarks.table import Row, markdown

__all__ = ["reading_an_export"]

MEGABYTES = 300
PEER = "UNCLENCH_PEER"
"""In the environment: the program healthkit-to-sqlite, installed from importing_requirements.txt."""

_FRESH = """
import json, resource, sys, time
from datetime import UTC
from pathlib import Path
begun, spent = time.perf_counter(), time.process_time()
from unclench.intake.merging import totals
from unclench.intake.recognising import read_file
reading = read_file(Path(sys.argv[1]), zone=UTC)
days = totals(reading.samples, reading.sources)
told = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - spent,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "samples": sum(reading.samples.count(key) for key in reading.samples), "days": len(days["steps"])}
print(json.dumps(told))
"""
RUNS = 3


def reading_an_export(megabytes: float = MEGABYTES) -> list[Row]:
    """In fresh processes, imports of the room and all totals in the time, the best of three; memory is the most of
    any."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        export, packed = Path(folder) / "export.xml", Path(folder) / "export.zip"
        write_export(export, megabytes)
        write_zip(packed, export)
        size = export.stat().st_size / 1e6
        for path in (export, packed):
            told = [_read(path) for _ in range(RUNS)]
            seconds = min(one["seconds"] for one in told)
            note = f"{told[0]['days']:.0f} days, {told[0]['samples']:,.0f} samples; {seconds:.2f} s"
            rows.append(
                Row(f"{path.name} of {size:.0f} MB to totals", size / seconds, "MB/s", 100, True, note)
            )
            most = max(one["peak_mb"] for one in told)
            rows.append(Row(f"{path.name} of {size:.0f} MB, peak memory", most, "MB", 200))
        peer = os.environ.get(PEER)
        if peer:
            rows += _beside(peer, packed, size, Path(folder))
    return rows


def _read(path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _FRESH, str(path)], check=True, capture_output=True, text=True
    )
    return dict(json.loads(done.stdout))


def _beside(peer: str, packed: Path, size: float, folder: Path) -> list[Row]:
    """The other reader writes every entry into a database and weighs no source: not the same work, but the next best
    that is at hand. Its rows have no target."""
    watched = (
        "import resource, subprocess, sys, time; begun = time.perf_counter();"
        "subprocess.run(sys.argv[1:], check=True, capture_output=True);"
        "print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)"
    )
    command = [sys.executable, "-c", watched, peer, "-s", str(packed), str(folder / "peer.db")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = map(float, done.stdout.split())
    note = (
        f"healthkit-to-sqlite, into a database, without totals: {size / seconds:.1f} MB/s and {peak:.0f} MB"
    )
    return [Row("the other reader, export.zip", seconds, "s", float("inf"), note=note)]


if __name__ == "__main__":
    print(markdown(reading_an_export(float(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES)))
