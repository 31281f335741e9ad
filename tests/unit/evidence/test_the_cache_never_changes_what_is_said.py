# SPDX-License-Identifier: Apache-2.0
"""The compiled form is a convenience: it agrees with the YAML, and every fault of it is survived."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unclench.evidence import Library, load, loading
from unclench.evidence.compiled import cache_folder, kept
from unclench.evidence.gathering import gather
from unclench.evidence.sources import quick_mark


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a new process would."""
    monkeypatch.setattr(loading, "_held", {})


def anew(content: Path, cache: Path) -> Library:
    """Loads as a new process would."""
    loading._held.clear()
    return load(content, cache=cache)


def only_file(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_a_warm_load_equals_a_cold_one(content: Path, tmp_path: Path) -> None:
    cold = anew(content, tmp_path / "cache")
    warm = kept(tmp_path / "cache", content, quick_mark(content))
    assert warm is not None
    assert warm is not cold
    assert warm == cold == gather(content)[0]


def test_a_warm_load_keeps_the_kinds_of_everything(content: Path, tmp_path: Path) -> None:
    cold = anew(content, tmp_path / "cache")
    warm = anew(content, tmp_path / "cache")
    assert repr(warm) == repr(cold)


def test_the_warm_load_does_not_read_the_yaml(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = anew(content, tmp_path / "cache")
    monkeypatch.setattr("unclench.evidence.gathering.gather", lambda folder: pytest.fail("the YAML was read"))
    assert anew(content, tmp_path / "cache") == first


@pytest.mark.parametrize(
    "spoiled",
    [b"", b"nonsense", b"unclench-content 0\n{}", b"\xff\xfe\n\x00", b"[" * 5000],
    ids=["empty", "nonsense", "wrong seal", "bytes", "deep"],
)
def test_a_spoilt_cache_is_ignored_and_written_anew(content: Path, tmp_path: Path, spoiled: bytes) -> None:
    first = anew(content, tmp_path / "cache")
    file = only_file(tmp_path / "cache")
    good = file.read_bytes()
    file.write_bytes(spoiled)
    assert anew(content, tmp_path / "cache") == first
    assert only_file(tmp_path / "cache").read_bytes() == good


def test_a_cache_with_one_changed_letter_is_ignored(content: Path, tmp_path: Path) -> None:
    first = anew(content, tmp_path / "cache")
    file = only_file(tmp_path / "cache")
    file.write_bytes(file.read_bytes().replace(b"Pull the toes toward you", b"Pull the nose toward you", 1))
    assert anew(content, tmp_path / "cache") == first


def test_half_a_cache_is_ignored(content: Path, tmp_path: Path) -> None:
    first = anew(content, tmp_path / "cache")
    file = only_file(tmp_path / "cache")
    file.write_bytes(file.read_bytes()[:-100])
    assert anew(content, tmp_path / "cache") == first


def test_a_cache_that_cannot_be_written_does_no_harm(content: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    assert anew(content, blocked / "cache").remedies
    assert blocked.read_text() == ""


def test_an_edit_is_seen_even_where_size_and_time_are_put_back(content: Path, tmp_path: Path) -> None:
    before = anew(content, tmp_path / "cache")
    file = content / "remedies" / "calf.yaml"
    seen = file.stat()
    file.write_text(
        file.read_text("utf-8").replace("Pull the toes toward you", "Draw the toes toward you", 1), "utf-8"
    )
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert file.stat().st_size == seen.st_size
    after = load(content, cache=tmp_path / "cache")
    assert after.remedies["calf_dorsiflexion_pull"].name == "Draw the toes toward you"
    assert after.version != before.version


def test_a_new_file_of_remedies_is_seen(content: Path, tmp_path: Path) -> None:
    before = quick_mark(content)
    (content / "remedies" / "new.yaml").write_text("remedies: []\n", "utf-8")
    assert quick_mark(content) != before


def test_an_old_cache_file_is_cleared(content: Path, tmp_path: Path) -> None:
    anew(content, tmp_path / "cache")
    old = only_file(tmp_path / "cache")
    (content / "plans.yaml").write_text((content / "plans.yaml").read_text("utf-8") + "\n", "utf-8")
    anew(content, tmp_path / "cache")
    assert only_file(tmp_path / "cache") != old


def test_the_version_is_that_of_the_words_and_not_of_the_place(
    content: Path, tmp_path: Path, library: Library
) -> None:
    assert anew(content, tmp_path / "cache").version == library.version


def test_the_same_library_is_handed_out_while_nothing_changes(content: Path, tmp_path: Path) -> None:
    assert load(content, cache=tmp_path / "cache") is load(content, cache=tmp_path / "cache")


def test_the_place_of_the_cache_can_be_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNCLENCH_CACHE", str(tmp_path / "said"))
    assert cache_folder(None) == tmp_path / "said"
    assert cache_folder(tmp_path / "given") == tmp_path / "given"
    monkeypatch.delenv("UNCLENCH_CACHE")
    assert "unclench" in str(cache_folder(None))
