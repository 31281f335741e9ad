# SPDX-License-Identifier: Apache-2.0
"""Who it is about, and what they take and have."""

from __future__ import annotations

from collections.abc import Iterator

from unclench.care import Findings, MedicineRead, rule_book
from unclench.diary import Person
from unclench.evidence.overlay import ENGLISH
from unclench.reports.diary_parts import Fact, Text
from unclench.reports.entities import Profile, Who
from unclench.reports.speech import Speech

__all__ = ["MEDICINE_CONDITIONS", "NO_NAME", "profile", "who"]

NO_NAME = "Me"
"""How a diary calls its first person until somebody gives a name; no name to hand to a doctor."""

MEDICINE_CONDITIONS = ("anticoagulants", "diuretics", "alcohol_sedatives", "interacting_medicines")
"""Conditions of the profile that are medicines: they stand under that heading."""

_AGES = ("age_under_2", "age_under_12", "age_under_18", "age_over_60", "age_over_65")
_PREGNANCY = "pregnancy"


def who(person: Person, findings: Findings, say: Speech) -> Who:
    """Name, age and pregnancy, as far as the diary knows them."""
    name = "" if person.name.strip() == NO_NAME else " ".join(person.name.split())
    return Who(say.say("who"), say.say("name"), name, say.say("born"), tuple(_facts(person, findings, say)))


def profile(person: Person, findings: Findings, read: tuple[MedicineRead, ...], say: Speech) -> Profile:
    """Medicines and conditions of the profile and of the last answers. read: the medicines care recognised."""
    shown_above = {_PREGNANCY, *_AGES}
    taken = [key for key in MEDICINE_CONDITIONS if key in person.conditions]
    had = sorted(person.conditions - shown_above - set(taken))
    medicines = (*_medicines(person, findings, read, say), *map(say.condition, taken))
    said = (
        Text(words, say.language)
        for words in _words(findings, "conditions")
        if words not in person.conditions
    )
    return Profile(
        heading=say.say("profile"),
        medicines_label=say.say("medicines"),
        medicines=tuple(dict.fromkeys(medicines)),
        no_medicines="" if medicines else say.say("no_medicines"),
        conditions_label=say.say("conditions"),
        conditions=(conditions := tuple(dict.fromkeys((*map(say.condition, had), *said)))),
        no_conditions="" if conditions else say.say("no_conditions"),
        sentence=say.say("profile_sentence"),
    )


def _facts(person: Person, findings: Findings, say: Speech) -> Iterator[Fact]:
    age = findings.values.get("age_years")
    if isinstance(age, int | float) and not isinstance(age, bool):
        yield Fact(say.say("age"), say.say("age_years", years=say.number(age, 1)))
    else:
        for key in _AGES:
            if key in person.conditions:
                yield Fact(say.say("age"), say.condition(key).words)
                break
    sex = next(iter(_words(findings, "sex")), "")
    if sex in ("female", "male"):
        yield Fact(say.say("sex"), say.say(f"sex_{sex}"))
    weeks = findings.values.get("pregnancy_weeks")
    if isinstance(weeks, int | float) and not isinstance(weeks, bool):
        yield Fact(say.say("pregnancy"), say.say("pregnant_weeks", weeks=say.number(weeks)))
    elif _PREGNANCY in person.conditions or findings.values.get("pregnant") is True:
        yield Fact(say.say("pregnancy"), say.say("pregnant"))


def _medicines(
    person: Person, findings: Findings, read: tuple[MedicineRead, ...], say: Speech
) -> Iterator[Text]:
    """Every medicine in the words it was said in, with the class it was recognised as, and since when it is new."""
    known = {one.said.casefold(): one for one in (*findings.medicines_read, *read)}
    since = {one.name.casefold(): one.since for one in person.medicines if one.since is not None}
    for said in dict.fromkeys((*(one.name for one in person.medicines), *_words(findings, "medicines"))):
        one = known.pop(said.casefold(), None)
        shown = Text(said, say.language) if one is None else _recognised(one, say)
        begun = since.get(said.casefold())
        if begun is not None:
            shown = Text(f"{shown.words}, {say.say('new_since', day=say.day(begun))}", shown.language)
        yield shown
    yield from (_recognised(one, say) for one in known.values())


def _recognised(one: MedicineRead, say: Speech) -> Text:
    """A medicine with its class, whichever language it was recognised in."""
    english = rule_book(say.library.over.english if say.library.over else say.library)
    label, first = next(
        (here.label, below.label)
        for here, below in zip(
            rule_book(say.library).vocabulary.medicines, english.vocabulary.medicines, strict=True
        )
        if one.label in (here.label, below.label)
    )
    same = one.said.casefold() in (label.casefold(), first.casefold())
    return Text(one.said if same else f"{one.said} ({label})", ENGLISH if label == first else say.language)


def _words(findings: Findings, key: str) -> tuple[str, ...]:
    said = findings.values.get(key)
    return said if isinstance(said, tuple) else ()
