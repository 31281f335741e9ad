# SPDX-License-Identifier: Apache-2.0
"""What files tell and what goes with spasms, in German: no English sentence that is not marked as English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from tests.people import Browser
from tests.web.test_language import GERMAN, english_in, german, said_by
from tests.web.test_what_goes_with_my_spasms import keep, suspect

from unclench.errors import InputError
from unclench.intake.gathering import NeedsAnswer
from unclench.intake.recognising import read_file
from unclench.store import persons
from unclench.web import languages

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[1] / "samples" / "intake"
DAMAGED = {
    "nothing.csv": b"",
    "noise.bin": bytes(range(256)) * 40,
    "half.zip": b"PK\x03\x04" + bytes(200),
    "dates.csv": b"date,cramps\n3/4/2026,1\n3/5/2026,0\n",
    "numbers.csv": b'Date,Weight (kg)\n2026-10-22,"70,523"\n2026-10-23,"70,100"\n',
    "spoilt.csv": b'date,steps,cramp\n2026-01-01,5000,yes\n2026-01-02,=A1,maybe\nnever,4,no\n2026-01-03,-4,no\n,"3',
    "apple.xml": b'<?xml version="1.0"?>\n<HealthData locale="de">\n<Record type="HKQuantityTypeIdentifierStepCount" ',
}


def told_by(path: Path) -> Iterator[str]:
    """Every sentence about a file: what it asks, why it is refused, what was left out of it, what is noted."""
    try:
        reading = read_file(path, zone=ZoneInfo("Europe/Berlin"))
    except NeedsAnswer as asked:
        yield from (asked.what, asked.why)
        if asked.field != "columns":  # those have a page of their own
            yield from asked.options.values()
    except InputError as refused:
        yield from (refused.what, refused.why, refused.todo)
    else:
        yield from (*reading.rejected, *reading.notes)


def in_german(sentence: str) -> str:
    with translation.override("de"):
        return languages.said(sentence)


def left_english(paths: list[Path]) -> set[str]:
    told = {sentence for path in paths for sentence in told_by(path)}
    assert len(told) > 5
    return {one for one in told if in_german(one) == one or english_in(f"<p>{in_german(one)}</p>")}


def test_whatever_is_said_of_a_file_is_german() -> None:
    files = [one for one in SAMPLES.rglob("*") if one.is_file() and one.suffix not in (".md", ".json")]
    assert len(files) > 15
    assert left_english(files) == set()


def test_whatever_is_said_of_a_damaged_file_is_german(tmp_path: Path) -> None:
    for name, content in DAMAGED.items():
        (tmp_path / name).write_bytes(content)
    assert left_english([tmp_path / name for name in DAMAGED]) == set()


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("“3/4/2026” is 3 April 2026", "„3/4/2026“ ist 3. April 2026"),
        ("“70,523” is 70.523", "„70,523“ ist 70,523"),
        ("It has more than 1,000,000 values of days.", "Sie hat mehr als 1.000.000 Werte von Tagen."),
        ("This FIT file: cut short. What could be read was kept.",
         "Diese FIT-Datei: hört zu früh auf. Was lesbar war, ist gespeichert."),
        ("Cut short, with nothing for a diary.", "Hört zu früh auf, und es ist nichts für ein Tagebuch darin."),
        ("All of them have the same trouble: a formula, no date.",
         "Bei allen liegt es an demselben: eine Formel, kein Datum."),
        ("Only the table “no date” was read; there are more in this file.",
         "Nur die Tabelle „no date“ wurde gelesen; in dieser Datei sind noch mehr."),
        ("“31 Foo 2026” is 31 Foo 2026", "„31 Foo 2026“ ist 31 Foo 2026"),
    ],
)  # fmt: skip
def test_values_are_said_as_germans_write_them_and_quotes_stay_as_they_are(english: str, told: str) -> None:
    assert in_german(english) == told
    assert languages.said(english) == english


@pytest.mark.parametrize("trigger", [True, False])
def test_causes_are_german_with_findings_and_without(household: Browser, trigger: bool) -> None:
    keep(persons.first(None), trigger=trigger)
    suspect(household)
    page = german(household, "/diary/causes/")
    assert english_in(page) == []
    assert ("geht mit mehr Krämpfen einher" in page) is trigger
    for one in ("alcohol_drinks", "sitting_h"):
        assert english_in(german(household, f"/diary/causes/{one}/")) == []
    for other in ("?without=priors", "?without=suspicions"):
        assert english_in(german(household, f"/diary/causes/{other}")) == []


def test_the_way_from_now_to_the_check_in_is_german(household: Browser) -> None:
    answer = household.client.get("/diary/now/", headers=GERMAN, follow=True)
    html = answer.content.decode()
    assert (answer.status_code, said_by(html).lang) == (200, "de")
    assert english_in(html) == []
    assert "Tageseintrag" in html


def test_numbers_and_days_are_written_as_germans_do(household: Browser) -> None:
    keep(persons.first(None), trigger=True)
    suspect(household)
    assert ">0,25<" in german(household, "/diary/causes/")
    assert "23. Februar bis 1. März 2026" in german(household, "/diary/week/2026-03-01/")
