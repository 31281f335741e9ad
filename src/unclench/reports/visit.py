# SPDX-License-Identifier: Apache-2.0
"""The report itself: every part from the room's files, in one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from types import MappingProxyType

from unclench import __version__
from unclench.care import Assessment, Findings
from unclench.diary import Episode, Person
from unclench.errors import InputError
from unclench.evidence import Library
from unclench.evidence.kinds import VisitPart
from unclench.reports import table
from unclench.reports.answers import Asked, beside, flags
from unclench.reports.diary_parts import Text
from unclench.reports.doctor import doctor, questions
from unclench.reports.entities import About, Notes, Paragraph, Part, Triggers, VisitReport
from unclench.reports.frequency import frequency
from unclench.reports.letters import direction, paragraphs
from unclench.reports.pattern import pattern
from unclench.reports.period import period
from unclench.reports.profile import profile, who
from unclench.reports.speech import Speech, speech
from unclench.reports.tried import tried

__all__ = ["LONGEST_NOTES", "visit"]

LONGEST_NOTES = 20_000
"""Characters of the person's own text: about six pages."""


def visit(
    person: Person,
    episodes: Iterable[Episode],
    assessment: Assessment | None,
    now: datetime,
    library: Library,
    *,
    days: int = 90,
    language: str = "en",
    notes: str = "",
    left_out: frozenset[str] = frozenset(),
    findings: Findings | None = None,
    answered_at: datetime | None = None,
) -> VisitReport:
    """What the person brings to the doctor about the last `days` days, in a language content speaks.

    episodes: the whole diary, so that its beginning is known. assessment: care's, None where nothing was asked.
    findings, answered_at: the answers behind it and when they were given; without answered_at they count as the
    diary's own. now, answered_at: aware, in the person's zone. library: the English one. notes: the person's own
    text. left_out: names of `Part`, or ids of single questions, options, remedies and conditions.

    Raises InputError for a language, a number of days, notes or a name in left_out that cannot be taken.
    """
    _check(left_out, notes, library)
    say = speech(library, language)
    when = period(episodes, now, days)
    known = _without(findings or Findings(), left_out)
    asked = None
    if assessment is not None:
        asked = Asked.of(assessment, known, answered_at, say.library)
    person = replace(person, conditions=person.conditions - left_out)
    shown = frozenset(Part) - left_out
    written, in_all = table.remarks(when, say) if Part.REMARKS in shown else ((), 0)
    read = () if assessment is None else assessment.medicines_read
    rules_version = "" if assessment is None else assessment.rules_version
    report = VisitReport(
        language=language,
        title=say.say("title"),
        period=say.say("period", first=say.day(when.first_day), last=say.day(when.last_day), days=days),
        made=say.say("made", day=say.day(now.date()), time=say.clock(now)),
        made_at=now,
        from_day=when.first_day,
        to_day=when.last_day,
        content_version=library.version,
        rules_version=rules_version,
        who=who(person, known, say) if Part.WHO in shown else None,
        pattern=pattern(when, say) if Part.PATTERN in shown else None,
        frequency=frequency(when, say) if Part.FREQUENCY in shown else None,
        flags=flags(asked, say) if Part.FLAGS in shown else None,
        profile=profile(person, known, read, say) if Part.PROFILE in shown else None,
        tried=tried(when.spasms, left_out, say) if Part.TRIED in shown else None,
        beside=beside(asked, written, in_all, say) if Part.BESIDE in shown else None,
        triggers=Triggers(say.say("triggers"), say.say("triggers_sentence"))
        if Part.TRIGGERS in shown
        else None,
        notes=_notes(notes, say) if Part.NOTES in shown else None,
        questions=questions(say, left_out) if Part.QUESTIONS in shown else None,
        doctor=doctor(say, left_out) if Part.DOCTOR in shown else None,
        episodes=table.episodes(when, say, left_out) if Part.EPISODES in shown else None,
        about=_about(left_out, rules_version, library, say),
    )
    return _told_what_is_english(report, say)


def _check(left_out: frozenset[str], notes: str, library: Library) -> None:
    if len(notes) > LONGEST_NOTES:
        raise InputError(
            "Your own text is too long for a report.",
            why=f"It has {len(notes):,} characters; a report holds up to {LONGEST_NOTES:,}.",
            todo="Shorten it.", field="notes",
        )  # fmt: skip
    for name in sorted(left_out):
        if _part_of(name, library) is None:
            raise InputError(
                f"A report has nothing called “{name[:40]}” to leave out.",
                why="These are its parts: " + ", ".join(Part) + ".",
                todo="Choose one of them, or the id of a question, option, remedy or condition.",
                field="left_out",
            )


def _part_of(name: str, library: Library) -> Part | None:
    """The part that a name stands for, or in which a single thing with this id stands."""
    if name in frozenset(Part):
        return Part(name)
    if name in library.conditions or name in library.product_conditions:
        return Part.PROFILE
    if name in library.remedies:
        return Part.TRIED
    record = library.visit.get(name)
    if record is None or record.part in (VisitPart.HISTORY, VisitPart.BRING):
        return None
    return Part.QUESTIONS if record.part is VisitPart.ASK else Part.DOCTOR


def _without(findings: Findings, left_out: frozenset[str]) -> Findings:
    """The findings without what the person took out: a condition may be among them under its own id."""
    kept = {key: value for key, value in findings.values.items() if key not in left_out}
    if "pregnancy" in left_out:
        kept.pop("pregnant", None)
        kept.pop("pregnancy_weeks", None)
    return replace(findings, values=MappingProxyType(kept))


def _notes(text: str, say: Speech) -> Notes:
    return Notes(say.say("notes"), tuple(Paragraph(line, direction(line)) for line in paragraphs(text)))


def _about(left_out: frozenset[str], rules: str, library: Library, say: Speech) -> About:
    made_of = {"content": library.version, "unclench": __version__}
    versions = (
        say.say("versions", rules=rules, **made_of) if rules else say.say("versions_no_rules", **made_of)
    )
    parts = {_part_of(name, library) for name in left_out}
    named = [
        say.say(part.value) if part.value in left_out else say.say("in_part", part=say.say(part.value))
        for part in Part
        if part in parts
    ]
    missing = say.say("left_out", parts=", ".join(named)) if named else ""
    return About(say.say("not_a_diagnosis"), versions, missing, "")


def _told_what_is_english(report: VisitReport, say: Speech) -> VisitReport:
    if not say.own_words_missing and not any(_languages(report, report.language)):
        return report
    return replace(report, about=replace(report.about, still_english=say.say("still_english")))


def _languages(thing: object, language: str) -> Iterator[str]:
    """The languages of every text that is not in the report's own, at any depth."""
    if isinstance(thing, Text):
        if thing.words and thing.language != language:
            yield thing.language
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _languages(one, language)
    elif is_dataclass(thing):
        for part in fields(thing):
            if part.name == "episodes":
                continue  # a long table without any such text
            yield from _languages(getattr(thing, part.name), language)
