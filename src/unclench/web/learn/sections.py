# SPDX-License-Identifier: Apache-2.0
"""What stands on the page of a record, kind by kind: headings, sentences, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from unclench.evidence import CautionLevel, Library
from unclench.web.learn.page import Link, Section

__all__ = [
    "CAUTIONS",
    "full_stop",
    "links_to",
    "of_aid",
    "of_anything",
    "of_conflict",
    "of_evidence",
    "of_ingredient",
    "of_prevention",
    "of_rate",
    "of_red_flag",
    "of_see_doctor",
    "of_standing",
    "of_statement",
    "of_trigger",
    "of_visit",
    "of_water",
    "sources_in",
    "title_of",
]

LEVELS = {
    "emergency": "Call for an ambulance",
    "urgent": "Get advice today",
    "doctor": "See a doctor soon",
    "self_care": "Look after it yourself",
}
CAUTIONS = {
    CautionLevel.AVOID: "Not for",
    CautionLevel.ASK_FIRST: "Ask a clinician first",
    CautionLevel.CAUTION: "Take care",
}
_VERDICTS = {
    "supported": "We found support for it.",
    "partly": "It is partly so.",
    "unsupported": "We found nothing that shows it.",
    "outdated": "Newer studies say otherwise.",
}
_CONCERNS = {"avoid": "Not for", "ask": "Ask first", "caution": "Take care", "separate": "Hours apart"}
_HIDDEN = {"id", "covers", "checked", "marks", "reviewed_by", "reviewed_on", "evidence", "claim", "name"}


def title_of(record: Any) -> str:
    """How a record is called on its page."""
    for field in (
        "name",
        "topic",
        "often_said",
        "display",
        "what",
        "signal",
        "group",
        "population",
        "text",
        "claim",
    ):
        said = getattr(record, field, "")
        if said:
            return str(said)
    names = getattr(record, "names", ()) or (str(record.id).replace("_", " "),)
    return str(names[0])


def of_trigger(record: Any, library: Library) -> Iterator[Section]:
    yield Section("What to change", items=record.change)
    yield Section("Take care", paragraphs=_some(record.caution))
    window = record.window
    span = f"It may act from {window.hours_from:g} to {window.hours_to:g} hours before a spasm."
    hours = f"{span} {full_stop(window.basis)}"
    assumed = "No study gave these hours; they are our assumption." if window.assumed else ""
    yield Section("When it would act", paragraphs=_some(hours, assumed))
    measure = record.measure
    yield Section("How the diary asks", paragraphs=_some(measure.question, measure.counts_as_exposed))
    yield from _findings(record)
    yield Section("A way to test it", links=links_to(record.trial_of, library))
    yield Section("Parts of the body", links=_areas(record, library))


def of_standing(record: Any, library: Library) -> Iterator[Section]:
    yield Section("What to do", items=record.what_to_do)
    yield from _findings(record)
    yield Section("Read on", links=links_to(record.see, library))


def of_prevention(record: Any, library: Library) -> Iterator[Section]:
    yield Section("How", items=record.how)
    routine = record.routine
    if routine is not None:
        yield Section("How often and how long", paragraphs=_some(_routine(routine), full_stop(routine.basis)))
    yield Section("Testing it on yourself", paragraphs=_some(record.why_no_self_trial))
    labels = library.conditions
    yield Section(
        "Who must take care",
        items=tuple(f"{CAUTIONS[c.level]} - {labels[c.condition].label}: {c.why}" for c in record.cautions),
    )
    yield Section("Parts of the body", links=_areas(record, library))


def of_red_flag(record: Any, library: Library) -> Iterator[Section]:
    yield Section("How urgent", paragraphs=_some(LEVELS[str(record.level)] + ".", record.why))
    yield Section("What we ask", items=tuple(question.text for question in record.questions))
    yield Section("Who says so", paragraphs=_some(full_stop(record.said_by)))
    yield Section("Parts of the body", links=_areas(record, library))


def of_see_doctor(record: Any, library: Library) -> Iterator[Section]:
    yield Section("How urgent", paragraphs=_some(LEVELS[str(record.level)] + ".", record.urgent_when))
    yield Section("Where to go", paragraphs=_some(record.who))
    threshold = record.threshold
    if threshold is not None and threshold.assumed:
        yield Section("Where the line is", paragraphs=("No source gives this number; it is our assumption.",))
    yield Section("Who says so", paragraphs=_some(full_stop(record.said_by)))
    yield Section("Read on", links=links_to(record.see, library))


def of_visit(record: Any, library: Library) -> Iterator[Section]:
    yield Section("Why", paragraphs=_some(record.why))
    yield Section("What to mind", paragraphs=_some(record.care))


def of_conflict(record: Any, library: Library) -> Iterator[Section]:
    said = tuple(
        f"{full_stop(position.says)} {_by(position.sources, library)}" for position in record.positions
    )
    yield Section("What sources say", items=said)
    yield Section("Where it matters", links=links_to(record.about, library))


def of_statement(record: Any, library: Library) -> Iterator[Section]:
    said = "" if record.silent else f"Often said: {record.often_said}"
    yield Section("What we found", paragraphs=_some(said, _VERDICTS[str(record.verdict)], record.note))
    yield Section("Where it matters", links=links_to(record.about, library))


def of_ingredient(record: Any, library: Library) -> Iterator[Section]:
    yield Section("In short", paragraphs=_some(record.say))
    for use in record.uses:
        yield Section(f"For {use.use.replace('_', ' ')}", paragraphs=_some(use.claim, use.studied))
    yield Section("What it can do to you", items=tuple(full_stop(harm) for harm in record.harms))
    yield Section("Who must take care", items=tuple(_concern(c, library) for c in record.avoid_if))
    yield Section(
        "Together with medicines",
        items=tuple(
            f"{library.drug_classes[c.drug_class].label}: {full_stop(c.effect)}" for c in record.interactions
        ),
    )
    yield Section("Good to know", items=tuple(full_stop(note) for note in record.notes))


def of_aid(record: Any, library: Library) -> Iterator[Section]:
    yield Section("What it is for", paragraphs=_some(record.use))
    yield Section("Safe use", items=record.safety)
    yield Section("Who must take care", items=tuple(_concern(c, library) for c in record.avoid_if))
    yield Section(
        "What is claimed", items=tuple(f"{j.claim}: {_said(j.judgement)}." for j in record.judgements)
    )
    yield Section("Recalls", paragraphs=_some(record.recalls))


def of_rate(record: Any, library: Library) -> Iterator[Section]:
    asked = f"{record.people:,} people were asked." if record.people else ""
    yield Section(
        "The numbers", paragraphs=_some(_value(record), asked), items=tuple(map(_share, record.shares))
    )
    yield Section("What the number is not", paragraphs=_some(record.note))


def of_water(record: Any, library: Library) -> Iterator[Section]:
    drinks = f"About {record.drinks_l:g} litres of it come from drinks." if record.drinks_l else ""
    total = f"{record.total_l:g} litres a day, food included."
    yield Section("How much", paragraphs=_some(total, drinks, record.drinks_basis))
    yield Section("Whose table", paragraphs=_some(full_stop(record.body)))


def of_anything(record: Any, library: Library) -> Iterator[Section]:
    """A record without a layout of its own: every text it holds, under the field's name."""
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _HIDDEN or value in ("", None, (), False) or field.name.startswith("source"):
            continue
        texts = tuple(value) if isinstance(value, tuple) else (value,)
        if any(is_dataclass(text) for text in texts):
            continue
        yield Section(_said(field.name).capitalize(), items=tuple(_said(text) for text in texts))


def of_evidence(record: Any) -> Iterator[Section]:
    """Why we are as sure as we are, and the numbers in words."""
    evidence = getattr(record, "evidence", None)
    if evidence is None:
        return
    from unclench.evidence.numbers import effect_in_words

    yield Section("How sure are we?", paragraphs=_some(evidence.reason))
    yield Section("In numbers", items=tuple(effect_in_words(effect) for effect in evidence.effects))


def links_to(keys: Iterable[str], library: Library) -> tuple[Link, ...]:
    """Links to the pages of these records."""
    from unclench.web.learn.shelf import SHELVES

    found = []
    for key in keys:
        kind, record = library.record(key)
        place = "remedy" if kind == "remedies" else SHELVES[kind][0]
        found.append(Link(f"/learn/{place}/{key}/", title_of(record)))
    return tuple(found)


def sources_in(record: Any) -> tuple[str, ...]:
    """The sources of a record that has no body of evidence."""
    single = getattr(record, "source", "")
    return (*((single,) if single else ()), *getattr(record, "sources", ()))


def _findings(record: Any) -> Iterator[Section]:
    yield Section("Studies that found it", items=tuple(f.text for f in record.findings if f.agrees))
    yield Section("Studies that did not", items=tuple(f.text for f in record.findings if not f.agrees))


def _areas(record: Any, library: Library) -> tuple[Link, ...]:
    return tuple(Link(f"/learn/area/{key}/", library.areas[key].label) for key in record.areas)


def _by(keys: Iterable[str], library: Library) -> str:
    names = [
        library.reference(key).authors for key in keys if library.aliases.get(key, key) in library.references
    ]
    return f"({'; '.join(names)})" if names else "(popular article)"


def _concern(concern: Any, library: Library) -> str:
    known = library.conditions.get(concern.condition) or library.product_conditions[concern.condition]
    note = f": {concern.note}" if concern.note else ""
    return full_stop(f"{_CONCERNS[str(concern.level)]} - {known.label}{note}")


def _routine(routine: Any) -> str:
    counted = (("times_per_day", "times a day"), ("days_per_week", "days a week"), ("minutes", "minutes"),
               ("weeks", "weeks"), ("hold_seconds", "seconds each"), ("repeats", "times"))  # fmt: skip
    said = [f"{getattr(routine, field):g} {words}" for field, words in counted if getattr(routine, field)]
    words = ", ".join(said).replace("1 times a day", "once a day")
    return f"{words[:1].upper()}{words[1:]}." if said else ""


def _value(record: Any) -> str:
    if record.value is None:
        return ""
    between = (
        f" (between {record.low:g} and {record.high:g})"
        if record.low is not None and record.high is not None
        else ""
    )
    return f"{record.value:g} {record.unit}{between}."


def _share(share: Any) -> str:
    return (
        f"{share.what}: about {share.value * 100:.0f} of 100."
        if 0 <= share.value <= 1
        else f"{share.what}: {share.value:g}"
    )


def _said(value: Any) -> str:
    text = value.value if isinstance(value, Enum) else str(value)
    return text.replace("_", " ")


def full_stop(text: str) -> str:
    """The text with one full stop at its end; nothing where there is no text."""
    return text.rstrip(".") + "." if text else ""


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
