# SPDX-License-Identifier: Apache-2.0
"""What stands on the page of a record, kind by kind: headings, sentences, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unclench.evidence import Library
from unclench.web.learn import phrases
from unclench.web.learn.page import Link, Section
from unclench.web.learn.wording import (
    as_html,
    foreign,
    full_stop,
    number,
    said,
    some,
    speech,
    untold,
)  # fmt: skip

__all__ = [
    "area_links",
    "links_to",
    "of_aid",
    "of_anything",
    "of_care_rule",
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

_HIDDEN = {
    "id",
    "covers",
    "checked",
    "marks",
    "reviewed_by",
    "reviewed_on",
    "evidence",
    "claim",
    "name",
    "asks",
}
_TITLES = ("name", "topic", "often_said", "display", "what", "signal", "group", "population", "text", "claim")


def title_of(record: Any) -> str:
    """How a record is called on its page."""
    for field in _TITLES:
        told = getattr(record, field, "")
        if isinstance(told, str) and told:
            return told
    names = getattr(record, "names", ()) or (foreign(str(record.id).replace("_", " ")),)
    first: str = names[0]
    return first


def of_trigger(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("What to change"), items=record.change)
    yield Section(_("Take care"), paragraphs=some(record.caution))
    window = record.window
    hours = said(
        _("It may act from {first} to {last} hours before a spasm. {basis}"),
        first=number(window.hours_from), last=number(window.hours_to), basis=full_stop(window.basis),
    )  # fmt: skip
    assumed = _("No study gave these hours; they are our assumption.") if window.assumed else ""
    yield Section(_("When it would act"), paragraphs=some(hours, assumed))
    measure = record.measure
    yield Section(_("How the diary asks"), paragraphs=some(measure.question, measure.counts_as_exposed))
    yield from _findings(record)
    yield Section(_("A way to test it"), links=links_to(record.trial_of, library))
    yield Section(_("Parts of the body"), links=area_links(record.areas, library))


def of_standing(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("What to do"), items=record.what_to_do)
    yield from _findings(record)
    yield Section(_("Read on"), links=links_to(record.see, library))


def of_prevention(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("How"), items=record.how)
    routine = record.routine
    if routine is not None:
        told = some(_routine(routine), full_stop(routine.basis))
        yield Section(_("How often and how long"), paragraphs=told)
    yield Section(_("Testing it on yourself"), paragraphs=some(record.why_no_self_trial))
    yield Section(
        _("Who must take care"), items=tuple(phrases.caution_of(c, library) for c in record.cautions)
    )
    yield Section(_("Parts of the body"), links=area_links(record.areas, library))


def of_red_flag(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("How urgent"), paragraphs=some(_level(record), record.why))
    yield Section(_("What we ask"), items=tuple(question.text for question in record.questions))
    yield Section(_("Who says so"), paragraphs=some(full_stop(record.said_by)))
    yield Section(_("Parts of the body"), links=area_links(record.areas, library))


def of_care_rule(record: Any, library: Library) -> Iterator[Section]:
    from unclench.web.care.answer import resting_words

    yield Section(_("How urgent"), paragraphs=some(_level(record), full_stop(record.within)))
    yield Section(_("Until then"), items=record.meanwhile)
    yield Section(_("What it stops"), items=tuple(resting_words(record.blocks)))
    yield Section(_("The rule"), paragraphs=some(full_stop(phrases.value(record.when))))
    yield Section(_("Read on"), links=links_to(record.see, library))


def of_see_doctor(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("How urgent"), paragraphs=some(_level(record), record.urgent_when))
    yield Section(_("Where to go"), paragraphs=some(record.who))
    threshold = record.threshold
    if threshold is not None and threshold.assumed:
        assumed = _("No source gives this number; it is our assumption.")
        yield Section(_("Where the line is"), paragraphs=(assumed,))
    yield Section(_("Who says so"), paragraphs=some(full_stop(record.said_by)))
    yield Section(_("Read on"), links=links_to(record.see, library))


def of_visit(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("Why"), paragraphs=some(record.why))
    yield Section(_("What to mind"), paragraphs=some(record.care))


def of_conflict(record: Any, library: Library) -> Iterator[Section]:
    told = tuple(
        said("{says} ({who})", says=full_stop(position.says), who=_who(position.sources, library))
        for position in record.positions
    )
    yield Section(_("What sources say"), items=told)
    yield Section(_("Where it matters"), links=links_to(record.about, library))


def of_statement(record: Any, library: Library) -> Iterator[Section]:
    often = "" if record.silent else said(_("Often said: {statement}"), statement=record.often_said)
    told = some(often, phrases.verdict(record.verdict.value), record.note)
    yield Section(_("What we found"), paragraphs=told)
    yield Section(_("Where it matters"), links=links_to(record.about, library))


def of_ingredient(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("In short"), paragraphs=some(record.say))
    uses = {"relief": _("For relief"), "prevention": _("For prevention")}
    for use in record.uses:
        yield Section(uses[use.use], paragraphs=some(use.claim, use.studied))
    yield Section(_("What it can do to you"), items=tuple(full_stop(harm) for harm in record.harms))
    yield Section(
        _("Who must take care"), items=tuple(phrases.concern_of(c, library) for c in record.avoid_if)
    )
    clashes = tuple(
        said("{what}: {effect}", what=foreign(library.drug_classes[c.drug_class]).label, effect=full_stop(c.effect))
        for c in record.interactions
    )  # fmt: skip
    yield Section(_("Together with medicines"), items=clashes)
    yield Section(_("Good to know"), items=tuple(full_stop(note) for note in record.notes))


def of_aid(record: Any, library: Library) -> Iterator[Section]:
    yield Section(_("What it is for"), paragraphs=some(record.use))
    yield Section(_("Safe use"), items=record.safety)
    yield Section(
        _("Who must take care"), items=tuple(phrases.concern_of(c, library) for c in record.avoid_if)
    )
    judged = tuple(
        said("{claim}: {judgement}.", claim=j.claim, judgement=phrases.value(j.judgement))
        for j in record.judgements
    )
    yield Section(_("What is claimed"), items=judged)
    yield Section(_("Recalls"), paragraphs=some(record.recalls))


def of_rate(record: Any, library: Library) -> Iterator[Section]:
    people = record.people
    asked = (
        ngettext("{count} person was asked.", "{count} people were asked.", people).format(
            count=speech().number(f"{people:,}")
        )
        if people
        else ""
    )
    yield Section(
        _("The numbers"), paragraphs=some(_value(record), asked), items=tuple(map(_share, record.shares))
    )
    yield Section(_("What the number is not"), paragraphs=some(record.note))


def of_water(record: Any, library: Library) -> Iterator[Section]:
    drinks = (
        _("About {litres} litres of it come from drinks.").format(litres=number(record.drinks_l))
        if record.drinks_l
        else ""
    )
    total = _("{litres} litres a day, food included.").format(litres=number(record.total_l))
    yield Section(_("How much"), paragraphs=some(total, drinks, record.drinks_basis))
    yield Section(_("Whose table"), paragraphs=some(full_stop(record.body)))


def of_anything(record: Any, library: Library) -> Iterator[Section]:
    """A record without a layout of its own: every text it holds, under the field's name; other records as links."""
    from unclench.evidence.shapes import parts_of

    named = {part.name for part in parts_of(type(record)) if part.ids and part.ids.what == "record"}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _HIDDEN or value in ("", None, (), False) or field.name.startswith("source"):
            continue
        texts = value if isinstance(value, tuple) else (value,)
        if any(is_dataclass(text) for text in texts):
            continue
        heading = _(phrases.FIELDS[field.name]) if field.name in phrases.FIELDS else _said(field.name)
        if field.name in named:
            yield Section(heading, links=links_to(texts, library))
        else:
            yield Section(heading, items=tuple(phrases.value(text) for text in texts))


def of_evidence(record: Any) -> Iterator[Section]:
    """Why we are as sure as we are, and the numbers in words."""
    evidence = getattr(record, "evidence", None)
    if evidence is None:
        return
    from unclench.evidence.numbers import effect_in_words

    numbers = tuple(as_html(effect_in_words(effect, speech=speech())) for effect in evidence.effects)
    yield Section(_("How sure are we?"), paragraphs=some(evidence.reason))
    yield Section(_("In numbers"), items=numbers)


def links_to(keys: Iterable[str], library: Library) -> tuple[Link, ...]:
    """Links to the pages of these records."""
    from unclench.web.learn.shelf import SHELVES

    found = []
    for key in keys:
        kind, record = library.record(key)
        place, told = (
            ("remedy", untold(record)) if kind == "remedies" else (SHELVES[kind][0], foreign(record))
        )
        found.append(Link(f"/learn/{place}/{key}/", title_of(told)))
    return tuple(found)


def area_links(keys: Iterable[str], library: Library) -> tuple[Link, ...]:
    """Links to the pages of areas."""
    return tuple(Link(f"/learn/area/{key}/", untold(library.areas[key]).label) for key in keys)


def sources_in(record: Any) -> tuple[str, ...]:
    """The sources of a record that has no body of evidence."""
    single = getattr(record, "source", "")
    return (*((single,) if single else ()), *getattr(record, "sources", ()))


def _level(record: Any) -> str:
    return f"{_(phrases.LEVELS[record.level.value])}."


def _findings(record: Any) -> Iterator[Section]:
    yield Section(_("Studies that found it"), items=tuple(f.text for f in record.findings if f.agrees))
    yield Section(_("Studies that did not"), items=tuple(f.text for f in record.findings if not f.agrees))


def _who(keys: Iterable[str], library: Library) -> str:
    known = [key for key in keys if library.aliases.get(key, key) in library.references]
    names = "; ".join(library.reference(key).authors for key in known)
    return foreign(names) if names else _("popular article")


def _routine(routine: Any) -> str:
    def counted(value: float | None, one: str, many: str) -> str:
        return (one if value == 1 else many).format(n=number(value)) if value else ""

    told = some(
        counted(routine.times_per_day, _("once a day"), _("{n} times a day")),
        counted(routine.days_per_week, _("one day a week"), _("{n} days a week")),
        counted(routine.minutes, _("one minute"), _("{n} minutes")),
        counted(routine.weeks, _("one week"), _("{n} weeks")),
        counted(routine.hold_seconds, _("one second each"), _("{n} seconds each")),
        counted(routine.repeats, _("once"), _("{n} times")),
    )
    words = ", ".join(told)
    return f"{words[:1].upper()}{words[1:]}." if told else ""


def _value(record: Any) -> str:
    if record.value is None:
        return ""
    if record.low is None or record.high is None:
        return said("{value} {unit}.", value=number(record.value), unit=record.unit)
    return said(
        _("{value} {unit} (between {low} and {high})."),
        value=number(record.value), unit=record.unit, low=number(record.low), high=number(record.high),
    )  # fmt: skip


def _share(share: Any) -> str:
    if not 0 <= share.value <= 1:
        return said("{what}: {value}", what=share.what, value=number(share.value))
    return said(_("{what}: about {count} of 100."), what=share.what, count=f"{share.value * 100:.0f}")


def _said(name: str) -> str:
    """The name of a field that nobody gave a heading."""
    return foreign(name.replace("_", " ").capitalize())
