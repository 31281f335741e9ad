# SPDX-License-Identifier: Apache-2.0
"""From what somebody wrote about themselves to a profile: PROFILE.json, keys or plain names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from unclench.errors import InputError
from unclench.evidence import Library
from unclench.vetting.close_names import named, plain
from unclench.vetting.label import Region
from unclench.vetting.profile import Goal, Profile
from unclench.vetting.profile_words import OWN_CONDITIONS, SAID, class_names, condition_names, medicine_names

__all__ = ["profile_of", "read_profile"]

_OLDEST = 130
_REGIONS = {
    "us": Region.US, "usa": Region.US, "united states": Region.US,
    "uk": Region.UK, "gb": Region.UK, "great britain": Region.UK, "united kingdom": Region.UK,
    "eu": Region.EU, "europe": Region.EU, "european union": Region.EU,
    "de": Region.EU, "germany": Region.EU, "at": Region.EU, "austria": Region.EU, "fr": Region.EU, "france": Region.EU,
}  # fmt: skip
_AT_HOME = frozenset(
    map(
        plain,
        (
            "household_with_children",
            "household with small children",
            "children at home",
            "small children at home",
        ),
    )
)
_LOWEST_FOR_A_NAME = 4


def read_profile(raw: Any, library: Library) -> Profile:
    """The person a PROFILE.json tells of. What nobody can read stands in not_understood. Raises InputError."""
    if not isinstance(raw, Mapping):
        raise InputError(
            "The profile is not a list of facts by name.", todo='Write it so: {"age": 40, "region": "US"}.'
        )
    age, lost = _age(raw.get("age"))
    region, lost_region = _region(raw.get("region"))
    goal, lost_goal = _goal(raw.get("goal"))
    return profile_of(
        library,
        age=age,
        sex=raw["sex"][:40] if isinstance(raw.get("sex"), str) else "",
        region=region,
        goal=goal,
        conditions=_words(raw.get("conditions")),
        drugs=_words(raw.get("drugs")),
        children_at_home=bool(raw.get("children_at_home")),
        not_understood=(*lost, *lost_region, *lost_goal),
    )


def profile_of(
    library: Library,
    *,
    age: float | None = None,
    sex: str = "",
    region: Region = Region.UNKNOWN,
    goal: Goal = Goal.ANY,
    conditions: Iterable[str] = (),
    drugs: Iterable[str] = (),
    children_at_home: bool = False,
    not_understood: Iterable[str] = (),
) -> Profile:
    """A profile of conditions and medicines as keys or plain names; a medicine among the conditions is taken too."""
    known: set[str] = set()
    said: set[str] = set()
    classes: set[str] = set()
    medicines: set[str] = set()
    lost = list(not_understood)
    for word in conditions:
        if plain(word) in _AT_HOME:
            children_at_home = True
        elif (key := _condition(word, library)) is not None:
            known.update(SAID.get(key, (key,)))
            said.add(key)
        elif not _medicine(word, library, classes, medicines):
            lost.append(word)
    for word in drugs:
        if not _medicine(word, library, classes, medicines):
            key = _condition(word, library)
            if key is not None and (key in library.conditions or key in library.product_conditions):
                known.add(key)
            else:
                lost.append(word)
    return Profile(
        age=age, sex=sex, region=region, goal=goal, conditions=frozenset(known), said=frozenset(said),
        drug_classes=frozenset(classes), medicines=frozenset(medicines), children_at_home=children_at_home,
        not_understood=tuple(dict.fromkeys(lost)),
    )  # fmt: skip


def _condition(word: str, library: Library) -> str | None:
    if (
        word in SAID
        or word in OWN_CONDITIONS
        or word in library.conditions
        or word in library.product_conditions
    ):
        return word
    return named(word, condition_names(library))


def _medicine(word: str, library: Library, classes: set[str], medicines: set[str]) -> bool:
    """Add what a name on a box stands for; whether anything was found. Salts and strengths beside it do not matter."""
    by_class, by_ingredient = class_names(library), medicine_names(library)
    lookup = {name: name for name in by_class}
    found = False
    for part in (word, *_single_words(word)):
        name = named(part, lookup)
        if name is not None:
            classes.update(by_class[name])
            found = True
        ingredient = named(part, {known: known for known in by_ingredient})
        if ingredient is not None:
            medicines.add(by_ingredient[ingredient])
            found = True
        if found:
            break
    for key in tuple(medicines):
        _classes_of_ingredient(key, library, classes)
    return found


def _single_words(text: str) -> list[str]:
    return [part for part in plain(text).split() if len(part) >= _LOWEST_FOR_A_NAME and part.isalpha()]


def _classes_of_ingredient(key: str, library: Library, classes: set[str]) -> None:
    row = library.ingredients[key]
    classes.update(set(row.classes) & set(library.drug_classes))
    for name in row.names:
        classes.update(class_names(library).get(plain(name), frozenset()))


def _words(raw: Any) -> list[str]:
    if raw is None:
        return []
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, list):
        raise InputError(
            "Conditions and drugs are lists of words.", todo='Write them so: ["kidney_disease"].'
        )
    return [str(one)[:200] for one in raw if str(one).strip()]


def _age(raw: Any) -> tuple[float | None, tuple[str, ...]]:
    if raw is None or raw == "":
        return None, ()
    try:
        age = float(raw)
    except (TypeError, ValueError):
        return None, (f"age: {str(raw)[:40]}",)
    fine = math.isfinite(age) and 0 <= age <= _OLDEST and not isinstance(raw, bool)
    return (age, ()) if fine else (None, (f"age: {str(raw)[:40]}",))


def _region(raw: Any) -> tuple[Region, tuple[str, ...]]:
    if raw is None or raw == "":
        return Region.UNKNOWN, ()
    found = _REGIONS.get(plain(str(raw)))
    return (found, ()) if found else (Region.UNKNOWN, (f"region: {str(raw)[:40]}",))


def _goal(raw: Any) -> tuple[Goal, tuple[str, ...]]:
    if raw is None or raw == "":
        return Goal.ANY, ()
    try:
        return Goal(plain(str(raw)).replace(" ", "_")), ()
    except ValueError:
        # The wish in free words ("cramps at night") never narrows what is asked: the safe reading is all of it.
        return Goal.ANY, ()
