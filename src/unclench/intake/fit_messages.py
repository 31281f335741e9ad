# SPDX-License-Identifier: Apache-2.0
"""The messages of a FIT file that a diary can use, decoded with fitdecode; times stay as FIT counts them."""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import fitdecode

__all__ = ["DATES_FROM", "Session", "Told", "decoded"]

DATES_FROM = 0x10000000
"""Times below are seconds since the device was switched on."""

_CALCULATING = 0xFFFE
_MOST_EMPTY = 1000
"""Messages without a field. A byte is enough for one, so damage can make a million of them."""
_NOT_USED = {
    "blood_pressure", "hrv_status_summary", "hrv_value", "respiration_rate", "skin_temp_overnight", "sleep_assessment",
    "sleep_level", "spo2_data",
}  # fmt: skip
"""Messages of health that are counted, so that nobody thinks they were read."""


@dataclass(frozen=True, slots=True)
class Session:
    """One workout. start: seconds of FIT. timer_s: without pauses; elapsed_s: with them; 0 where not told. effort:
    0 to 10, as the person rated it on the device."""

    start: int
    elapsed_s: float
    timer_s: float
    sport: str
    sub_sport: str
    distance_m: float | None
    kcal: float | None
    effort: float | None


@dataclass(slots=True)
class Told:
    """What one file of a chain told. Times are seconds of FIT.

    kind: "activity", "monitoring b"... offset_min: of its wall clock from UTC. readings: measure, time, value.
    steps: time, kind of activity, steps since midnight. weights: time, kg, whose.
    """

    kind: str = ""
    device: str = "FIT device"
    offset_min: int | None = None
    sessions: list[Session] = field(default_factory=list)
    readings: list[tuple[str, int, float]] = field(default_factory=list)
    strap: list[tuple[str, int, float]] = field(default_factory=list)
    resting: list[tuple[int, float]] = field(default_factory=list)
    weights: list[tuple[int, float, str]] = field(default_factory=list)
    steps: list[tuple[int, str, float]] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    not_used: Counter[str] = field(default_factory=Counter)
    monitored_at: int = 0


def decoded(data: bytes) -> tuple[list[Told], str]:
    """Each FIT file of a chain, and what is wrong with them, "" where nothing is.

    Messages before damage are kept. A wrong check sum changes nothing but the words.
    """
    told: list[Told] = []
    wrong_sum, empty = False, 0
    try:
        with fitdecode.FitReader(
            _mended(data),
            processor=None,
            check_crc=fitdecode.CrcCheck.READONLY,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as frames:
            for frame in frames:
                if frame.frame_type == fitdecode.FIT_FRAME_HEADER:
                    told.append(Told())
                elif frame.frame_type == fitdecode.FIT_FRAME_CRC:
                    wrong_sum |= not frame.matched
                elif frame.frame_type == fitdecode.FIT_FRAME_DATA and told:
                    _take(frame, told[-1])
                    empty += not frame.fields
                    if empty > _MOST_EMPTY:
                        return _closed(told), "damaged in part"
    except fitdecode.FitEOFError:
        return _closed(told), "cut short"
    except Exception:
        # Damaged bytes lead fitdecode into errors of every kind (assertions, keys, struct). All mean the same here.
        return _closed(told), "damaged in part" if told else "damaged at the beginning"
    return _closed(told), "wrong check sum" if wrong_sum else ""


def _mended(data: bytes) -> bytes:
    """A device that lost its power leaves the length in the head at 0: then everything after the head is content."""
    if len(data) > 16 and data[0] in (12, 14) and data[8:12] == b".FIT" and not any(data[4:8]):
        return data[:4] + struct.pack("<I", len(data) - data[0]) + data[8:]
    return data


def _closed(told: list[Told]) -> list[Told]:
    for one in told:
        if not any(measure == "heart_rate" for measure, _, _ in one.readings):
            # A chest strap's own messages repeat what stands in the records, where those have a heart rate.
            one.readings += one.strap
    return told


def _take(frame: Any, told: Told) -> None:
    taker = _TAKERS.get(frame.name)
    if taker is not None:
        values: dict[str, Any] = {}
        for one in frame.fields:
            if one.value is not None:
                values.setdefault(one.name, one.value)
        taker(values, told)
    elif frame.name in _NOT_USED:
        told.not_used[frame.name.replace("_", " ")] += 1


def _file_id(values: dict[str, Any], told: Told) -> None:
    told.kind = _word(values.get("type")).replace("_", " ")
    maker = _word(values.get("manufacturer")).replace("_", " ")
    products = (value for name, value in values.items() if name == "product" or name.endswith("_product"))
    product = values.get("product_name") or next(products, "")
    product = _word(product) or (str(product) if isinstance(product, int) else "")
    if maker and maker != "development":
        told.device = f"{maker[:1].upper()}{maker[1:]} {product.replace('_', ' ')}".strip()
    elif _word(product):
        told.device = product


def _offset(values: dict[str, Any], told: Told) -> None:
    """From a time written as UTC and as the wall clock. Zones stand at quarters of an hour."""
    utc, local = _time(values, "timestamp"), _time(values, "local_timestamp")
    if utc >= DATES_FROM and local >= DATES_FROM:
        quarters = round((local - utc) / 900)
        if -14 * 4 <= quarters <= 14 * 4:
            told.offset_min = quarters * 15


def _session(values: dict[str, Any], told: Told) -> None:
    rated = _number(values.get("workout_rpe"))
    told.sessions.append(
        Session(
            start=_time(values, "start_time"),
            elapsed_s=_number(values.get("total_elapsed_time")) or 0.0,
            timer_s=_number(values.get("total_timer_time")) or 0.0,
            sport=_word(values.get("sport")),
            sub_sport=_word(values.get("sub_sport")),
            distance_m=_number(values.get("total_distance")) or None,
            kcal=_number(values.get("total_calories")) or None,
            effort=rated / 10 if rated is not None and rated <= 100 else None,
        )
    )


def _record(values: dict[str, Any], told: Told) -> None:
    _heart(values.get("heart_rate"), _time(values, "timestamp"), told, told.readings)


def _strap(values: dict[str, Any], told: Told) -> None:
    """Beats of a strap, several to a message; only messages that set its clock bear a time, and the next follow it."""
    at = _time(values, "timestamp") or (told.strap[-1][1] if told.strap else 0)
    beats = values.get("filtered_bpm")
    for beat in beats if isinstance(beats, tuple) else (beats,):
        if at:
            _heart(beat, at, told, told.strap)


def _monitoring_info(values: dict[str, Any], told: Told) -> None:
    told.monitored_at = _time(values, "timestamp") or told.monitored_at
    _offset(values, told)


def _monitoring(values: dict[str, Any], told: Told) -> None:
    """`cycles` counts double steps and `steps` steps, both since midnight, each kind of activity for itself."""
    short = _number(values.get("timestamp_16"))
    if "timestamp" in values:
        told.monitored_at = _time(values, "timestamp")
    elif short is not None and told.monitored_at:
        told.monitored_at += (int(short) - told.monitored_at) & 0xFFFF
    _heart(values.get("heart_rate"), told.monitored_at, told, told.readings)
    activity = _word(values.get("activity_type"))
    steps, cycles = _number(values.get("steps")), _number(values.get("cycles"))
    if steps is None:
        steps = cycles * 2 if cycles is not None else _number(values.get("cycles_16"))
    if steps is not None and activity in ("walking", "running"):
        if steps <= 200_000:
            told.steps.append((told.monitored_at, activity, steps))
        else:
            told.rejected["more steps than a day has"] += 1


def _resting(values: dict[str, Any], told: Told) -> None:
    """`current_day_resting_heart_rate`; `resting_heart_rate` beside it is a mean of seven days."""
    beats = _number(values.get("current_day_resting_heart_rate"))
    if beats:
        told.resting.append((_time(values, "timestamp"), beats))


def _stress(values: dict[str, Any], told: Told) -> None:
    """0 to 100 from the variation of the heart beat, here 0 to 10; below 0 there was nothing to measure it by."""
    level = values.get("stress_level_value")
    if isinstance(level, int) and 0 <= level <= 100:
        at = _time(values, "stress_level_time") or _time(values, "timestamp")
        told.readings.append(("stress", at, level / 10))


def _weight(values: dict[str, Any], told: Told) -> None:
    weight = values.get("weight")
    if weight == "calculating" or weight in (_CALCULATING, _CALCULATING / 100):
        told.rejected["a weight that was still being measured"] += 1
        return
    kilograms = _number(weight)
    if kilograms is not None:
        if 1 <= kilograms <= 650:
            person = values.get("user_profile_index", 0)
            told.weights.append((_time(values, "timestamp"), kilograms, str(person)[:20]))
        else:
            told.rejected["a weight no person has"] += 1


_TAKERS: dict[str, Callable[[dict[str, Any], Told], None]] = {
    "file_id": _file_id, "activity": _offset, "session": _session, "record": _record, "hr": _strap,
    "monitoring_info": _monitoring_info, "monitoring": _monitoring, "monitoring_hr_data": _resting,
    "stress_level": _stress, "weight_scale": _weight,
}  # fmt: skip


def _heart(beats: object, at: int, told: Told, into: list[tuple[str, int, float]]) -> None:
    value = _number(beats)
    if value:
        if 20 <= value <= 250:
            into.append(("heart_rate", at, value))
        else:
            told.rejected["a heart rate no heart has"] += 1


def _time(values: dict[str, Any], name: str) -> int:
    """Seconds of FIT; 0 where there are none."""
    value = values.get(name)
    return value if isinstance(value, int) and 0 <= value < 2**32 else 0


def _number(value: object) -> float | None:
    """A plain amount; None for arrays, texts and what is below 0 or no number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        return None
    return float(value)


def _word(value: object) -> str:
    """A name out of FIT's lists, or a text of the device."""
    return (
        "".join(sign for sign in value if sign.isprintable())[:60].strip() if isinstance(value, str) else ""
    )
