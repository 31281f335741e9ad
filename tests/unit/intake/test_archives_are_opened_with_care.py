# SPDX-License-Identifier: Apache-2.0
"""A zip of somebody else's making: read where it can be, refused in words where not."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from benchmarks.import_damage import read_or_refused
from tests.unit.intake.apple_exports import days, export, record

from unclench.errors import InputError
from unclench.intake import archive as room
from unclench.intake.archive import opened
from unclench.intake.recognising import read_file
from unclench.intake.whole import whole

MANY = export(
    *(record("StepCount", "5", "count", start=f"2026-03-01 10:{n:02d}:00 +0100") for n in range(60))
)
ALL = {"steps": {"2026-03-01": 300}}


def zipped(change: Callable[[zipfile.ZipFile], None] | None = None, content: bytes = MANY) -> bytes:
    """A zip of an export; what `change` adds stands behind it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export.xml", content)
        if change is not None:
            change(archive)
    return made.getvalue()


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "export.zip"
    path.write_bytes(data)
    return path


def _link(archive: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    archive.writestr(link, "/etc/passwd")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda archive: archive.writestr("../../etc/cron.d/x", "x"), "outside of itself"),
        (lambda archive: archive.writestr("/etc/passwd", "x"), "outside of itself"),
        (lambda archive: archive.writestr("C:/windows/x", "x"), "outside of itself"),
        (_link, "links instead of files"),
    ],
)
def test_names_that_point_outside_are_refused(
    change: Callable[[zipfile.ZipFile], None], why: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=why):
        read_file(kept(tmp_path, zipped(change)), zone=UTC)


def test_a_member_that_claims_to_be_larger_than_it_can_be_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 2**31)
    with pytest.raises(InputError, match="larger than it can be"), opened(kept(tmp_path, data)) as archive:
        archive.open(archive.names[0])


def test_a_member_larger_than_it_says_is_cut_off_there(tmp_path: Path) -> None:
    data = bytearray(zipped())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 5000)
    with opened(kept(tmp_path, data)) as archive:
        stream = archive.open(archive.names[0])
        with pytest.raises(InputError):
            stream.read()
        stream.close()


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 1_000_000)
    bomb = kept(tmp_path, zipped(content=b" " * 2_000_000))
    with opened(bomb) as archive, pytest.raises(InputError, match="larger than any diary"):
        archive.open(archive.names[0])


def test_a_zip_inside_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as outer:
        outer.writestr("inner.zip", zipped())
    with pytest.raises(InputError, match="does not know"):
        read_file(kept(tmp_path, data.getvalue()), zone=UTC)


def test_more_files_than_any_export_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_MEMBERS", 3)
    many = kept(
        tmp_path, zipped(lambda archive: [archive.writestr(f"{n}.gpx", "x") for n in range(4)] and None)
    )
    with pytest.raises(InputError, match="more files than any export"):
        read_file(many, zone=UTC)


def test_a_locked_zip_is_refused_with_what_to_do(tmp_path: Path) -> None:
    data = bytearray(zipped())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with opened(kept(tmp_path, data)) as archive, pytest.raises(InputError, match="without a password"):
        archive.open(archive.names[0])


@pytest.mark.parametrize("lost", [22, 100, 400])
def test_what_is_left_of_a_zip_cut_short_is_read(lost: int, tmp_path: Path) -> None:
    assert days(read_file(kept(tmp_path, zipped()[:-lost]), zone=UTC))["steps"]["2026-03-01"] > 0


def test_a_zip_cut_in_its_middle_says_so(tmp_path: Path) -> None:
    data = zipped()
    reading = read_file(kept(tmp_path, data[: len(data) // 2]), zone=UTC)
    assert days(reading)["steps"]["2026-03-01"] > 0
    assert reading.notes == ("The file ends in the middle. What came before its end was read.",)


def test_a_zip_of_which_nothing_is_left_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ends in the middle"):
        read_file(kept(tmp_path, zipped()[:60]), zone=UTC)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty"):
        read_file(kept(tmp_path, b""), zone=UTC)


def test_a_file_nobody_knows_is_told_what_could_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Apple Health, Health Connect"):
        read_file(kept(tmp_path, bytes(range(256)) * 20), zone=UTC)


def test_a_file_with_its_sizes_behind_it_is_read(tmp_path: Path) -> None:
    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, more: bytes) -> int:  # type: ignore[override]
            self.data += bytes(more)
            return len(more)

    made = OneWay()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("apple_health_export/export.xml", "w", force_zip64=True) as member,
    ):
        member.write(MANY)
    data = made.data
    assert data[6] & 8
    assert days(read_file(kept(tmp_path, data), zone=UTC)) == ALL


def test_a_damaged_stretch_ends_the_reading_with_words(tmp_path: Path) -> None:
    entries = (
        record("StepCount", f"{n}", "count", start=f"2026-03-01 10:00:{n % 60:02d} +0100")
        for n in range(3000)
    )
    data = bytearray(zipped(content=export(*entries)))
    middle = len(data) // 2
    data[middle : middle + 40] = b"\xff" * 40
    reading = read_file(kept(tmp_path, data), zone=UTC)
    assert days(reading)["steps"]["2026-03-01"] > 0
    assert reading.notes == ("The file ends in the middle. What came before its end was read.",)


def _entry(data: bytearray, at: int, value: bytes) -> bytearray:
    """A zip's table with something else in its first entry."""
    begin = data.index(b"PK\x01\x02") + at
    data[begin : begin + len(value)] = value
    return data


@pytest.mark.parametrize(
    ("at", "value"),
    [(6, b"\x88\x00"), (8, b"\x00\x08"), (10, b"\x0e\x00"), (10, b"\x0c\x00"), (10, b"\x61\x00"), (16, b"wrong"),
     (28, b"\x00\x00"), (28, b"\xff\xff"), (42, b"\xff\xff\xff\x7f"), (46, b"\xff\xfe\xfd\x00"), (9, b"\x01")],
    ids=["version 13.6", "a name in utf-8", "lzma", "bzip2", "packed in no known way", "another sum", "no name",
         "a name without end", "beyond the end", "a name of other bytes", "strong locks"],
)  # fmt: skip
def test_a_spoilt_table_of_contents_ends_in_words(at: int, value: bytes, tmp_path: Path) -> None:
    spoilt = _entry(bytearray(zipped()), at, value)
    if at == 8:
        spoilt = _entry(spoilt, 46, b"\xff\xfe")
    assert read_or_refused(kept(tmp_path, spoilt)) in {"read", "read, with losses", "refused"}


def test_a_bomb_in_a_zip_cut_short_takes_no_memory(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Fitbit/sleep-2026-01-01.json", b"[" + b" " * 3_000_000)
    with opened(kept(tmp_path, made.getvalue()[:-30])) as archive:
        assert archive.cut_short
        with archive.open(archive.names[0]) as stream:
            assert len(stream.read()) == 3_000_001
        with pytest.raises(InputError, match="too large"):
            whole(archive, archive.names[0], 1_000_000)
