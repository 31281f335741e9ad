# SPDX-License-Identifier: Apache-2.0
"""What headings mean: names of measures in English and German, units, and the plain roles of a table's columns."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from unclench.diary.measures import MEASURES
from unclench.diary.own_ids import written_out

__all__ = ["Heading", "Scale", "is_sum", "names_role", "read_heading", "slug", "unit_for", "units_for"]


@dataclass(frozen=True, slots=True)
class Scale:
    """How a value in a written unit becomes one in the measure's: value * factor + offset."""

    factor: float
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Heading:
    """name: without the unit. measure: the id it means, "" where it means none of ours. unit: as it is written."""

    name: str
    measure: str
    unit: str


_MEASURES = {
    "steps": "steps, step count, daily steps, total steps, schritte, schrittzahl, anzahl schritte, schritte pro tag",
    "distance_m": "distance, walking distance, distance walked, strecke, distanz, gehstrecke, gelaufene strecke",
    "active_energy_kcal": "active energy, active calories, aktive energie, aktive kalorien, aktivitätskalorien",
    "basal_energy_kcal": "basal energy, resting energy, resting calories, grundumsatz, ruheenergie",
    "flights": "flights, floors, flights climbed, floors climbed, stockwerke, etagen",
    "exercise_min": "exercise, exercise time, exercise minutes, sport, training, trainingszeit",
    "water_ml": "water, water intake, drinking water, water drunk, wasser, trinkwasser, wassermenge, wasser getrunken",
    "caffeine_mg": "caffeine, caffeine intake, koffein, coffein",
    "sodium_mg": "sodium, natrium",
    "magnesium_mg": "magnesium",
    "potassium_mg": "potassium, kalium",
    "calcium_mg": "calcium, kalzium",
    "alcohol_drinks": "alcoholic drinks, alcohol drinks, standard drinks, alkoholische getränke",
    "asleep_min": "sleep, sleep duration, sleep time, time asleep, asleep, hours slept, hours of sleep, total sleep, "
    "schlaf, schlafdauer, schlafzeit, schlafstunden, geschlafen",
    "in_bed_min": "in bed, time in bed, im bett, zeit im bett, bettzeit",
    "heart_rate_mean": "heart rate, average heart rate, mean heart rate, pulse, puls, herzfrequenz, herzrate",
    "heart_rate_min": "min heart rate, minimum heart rate, lowest heart rate, minimalpuls",
    "heart_rate_max": "max heart rate, maximum heart rate, highest heart rate, maximalpuls",
    "resting_heart_rate": "resting heart rate, resting pulse, rhr, ruhepuls, ruheherzfrequenz",
    "hrv_sdnn_ms": "hrv sdnn, sdnn",
    "hrv_rmssd_ms": "hrv rmssd, rmssd",
    "mass_kg": "weight, body weight, body mass, gewicht, körpergewicht",
    "body_temp_c": "body temperature, body temp, körpertemperatur",
    "air_temp_max_c": "max temperature, maximum temperature, max air temperature, temperature max, temp max, "
    "höchsttemperatur, tageshöchsttemperatur, temperatur max, max temperatur",
    "air_temp_min_c": "min temperature, minimum temperature, min air temperature, temperature min, temp min, "
    "tiefsttemperatur, temperatur min, min temperatur",
    "feels_like_max_c": "apparent temperature max, feels like max, gefühlte höchsttemperatur",
    "humidity_pct": "humidity, air humidity, luftfeuchtigkeit, luftfeuchte",
    "mood": "mood, stimmung, laune",
    "stress": "stress, stress level, stresslevel",
    "effort": "effort, exertion, anstrengung",
}

_ROLES = {
    "date": "date, day, datum, tag, timestamp, datetime, date time, zeitstempel, full date, recorded at, logged at, "
    "zeitpunkt, when, wann, created at, start date, start, startdatum",
    "time": "time, uhrzeit, zeit, clock time, time of day, um, hour, stunde, start time, startzeit",
    "name": "name, measure, metric, type, category, item, what, entry, event, parameter, variable, label, messgröße, "
    "kategorie, was, art, typ, bezeichnung, eintrag, ereignis, messung",
    "value": "value, amount, quantity, rating, count, number, reading, result, wert, messwert, menge, anzahl, zahl, "
    "bewertung, ergebnis",
    "unit": "unit, units, einheit",
    "ignore": "id, nr, no, number, index, row, zeile, week, woche, kw, calendar week, kalenderwoche, year, jahr, "
    "month, monat, weekday, wochentag, day of week, note, notes, notiz, notizen, comment, comments, kommentar, "
    "bemerkung, bemerkungen, sum, total, summe, gesamt",
}

_POUND, _STONE, _OUNCE_ML, _MILE = 0.45359237, 6.35029318, 29.5735295625, 1609.344
_UNITS: dict[str, dict[str, Scale]] = {
    "mL": {
        "ml milliliter milliliters millilitre millilitres": Scale(1),
        "cl zentiliter": Scale(10), "dl deziliter": Scale(100),
        "l ltr liter liters litre litres": Scale(1000),
        "floz flozus usfloz fluidounce fluidounces": Scale(_OUNCE_ML),
        "flozimp flozuk impfloz": Scale(28.4130625),
    },
    "mg": {"mg milligram milligrams milligramm": Scale(1), "g gram grams gramm": Scale(1000),
           "µg mcg ug": Scale(0.001)},
    "kcal": {"kcal cal kilocalories kilokalorien": Scale(1), "kj kilojoule kilojoules": Scale(1 / 4.184)},
    "m": {"m meter meters metre metres": Scale(1), "km kilometer kilometers kilometre kilometres": Scale(1000),
          "mi mile miles meilen": Scale(_MILE), "ft feet": Scale(0.3048), "yd yards": Scale(0.9144)},
    "min": {"min mins minute minutes minuten": Scale(1), "h hr hrs hour hours std stunde stunden": Scale(60),
            "s sec secs second seconds sek sekunden": Scale(1 / 60)},
    "kg": {"kg kgs kilo kilos kilogram kilograms kilogramm": Scale(1), "g gram grams gramm": Scale(0.001),
           "lb lbs pound pounds": Scale(_POUND), "st stone": Scale(_STONE)},
    "Cel": {"°c c celsius gradcelsius degc": Scale(1), "°f f fahrenheit degf": Scale(5 / 9, -160 / 9)},
    "ms": {"ms millisecond milliseconds millisekunden": Scale(1)},
    "/min": {"/min bpm 1/min perminute prominute schläge/min": Scale(1)},
    "%": {"% percent prozent pct": Scale(1)},
    "{drinks}": {"drinks standarddrinks": Scale(1)},
    "{count}": {"count anzahl number x mal times floors etagen": Scale(1)},
    "{steps}": {"steps schritte count anzahl": Scale(1)},
    "{score}": {"0-10 0–10 /10 0to10 0bis10 von10 outof10": Scale(1)},
}  # fmt: skip

_NEEDS_NO_UNIT = frozenset(("{steps}", "{count}", "{drinks}", "/min", "%", "ms"))
_SAYS_NOTHING = frozenset(
    ("", "yesno", "y/n", "yes/no", "janein", "j/n", "ja/nein", "0/1", "1/0", "total", "daily", "perday", "protag",
     "/day", "/tag")
)  # fmt: skip
_BRACKETED = re.compile(r"^(.*?)\s*[(\[{]([^()\[\]{}]{0,40})[)\]}]\s*$")


def slug(text: str) -> str:
    """Small letters and digits with single blanks, umlauts written out: as headings are compared."""
    return " ".join(re.findall(r"[^\W_]+", written_out(unicodedata.normalize("NFKC", text).casefold())))


_MEASURE_OF = {slug(name): key for key, names in _MEASURES.items() for name in names.split(",")}
_ROLES_OF = {key: frozenset(slug(name) for name in names.split(",")) for key, names in _ROLES.items()}


def _unit_key(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).replace("μ", "µ").casefold()
    return re.sub(r"[\s.]+", "", plain)


_SCALES = {
    dimension: {_unit_key(name): scale for names, scale in units.items() for name in names.split()}
    for dimension, units in _UNITS.items()
}
_ANY_UNIT = frozenset(
    name for units in _SCALES.values() for name in units if name not in ("x", "c", "f", "number")
)


def read_heading(heading: str) -> Heading:
    """A heading taken apart: "Wasser (l)", "weight lb", "water_ml", "Sleep, h", "Temp °F"."""
    name, unit = heading.strip(), ""
    bracketed = _BRACKETED.match(name)
    if bracketed and bracketed[1]:
        name, unit = bracketed[1], bracketed[2].strip()
    else:
        head, _, last = re.sub(r"[\s,;:_/]+(?:in\s+)?", " ", name).rpartition(" ")
        if head and slug(name) not in _MEASURE_OF and _unit_key(last) in _ANY_UNIT:
            name, unit = head, last
    if _unit_key(unit) in _SAYS_NOTHING:
        unit = ""
    return Heading(name, _MEASURE_OF.get(slug(name), ""), unit)


def units_for(measure: str) -> dict[str, Scale]:
    """The units a measure can be written in, by their shortest names."""
    return {names.split()[0]: scale for names, scale in _UNITS.get(MEASURES[measure].unit, {}).items()}


def unit_for(measure: str, unit: str) -> Scale | None:
    """How a written unit becomes the measure's. No unit is one only where a measure has but one. None: not known."""
    dimension = MEASURES[measure].unit
    key = _unit_key(unit)
    if not key:
        return Scale(1) if dimension in _NEEDS_NO_UNIT else None
    return _SCALES.get(dimension, {}).get(key)


def is_sum(unit: str) -> bool:
    """Whether a written unit is a plain count, as of cramps."""
    return not unit or _unit_key(unit) in _SCALES["{count}"]


def names_role(heading: str, role: str) -> bool:
    """Whether a heading is one of the plain names of a role: date, time, name, value, unit, ignore."""
    return slug(_BRACKETED.sub(r"\1", heading.strip())) in _ROLES_OF[role]
