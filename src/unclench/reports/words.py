# SPDX-License-Identifier: Apache-2.0
"""The report's own words in English; content/<language>/interface.yaml holds the others under the same keys.

A key that ends in _one is said where there is exactly one of the thing.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["REPORT_WORDS"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_PAPER = {
    "title": "Muscle spasms: report for a visit",
    "period": "{first} to {last}, {days} days",
    "made": "Made on {day} at {time} from the person's own diary, with Unclench.",
    "not_a_diagnosis": "Information from a diary, not a diagnosis.",
    "versions": "Content {content}, rules {rules}, Unclench {unclench}.",
    "versions_no_rules": "Content {content}, Unclench {unclench}.",
    "left_out": "Left out by the person: {parts}.",
    "in_part": "{part} (in part)",
    "still_english": "Texts marked (en) are not translated yet.",
    "page": "Page",
    "page_of": "of",
    "more": "and {n} more, in the appendix",
    "and_more": "and {n} more",
    "appendix": "Appendix",
    "date_long": "{day} {month} {year}",
    "date_short": "{day} {month}",
    "date_row": "{day} {month} {year}",
    **{f"month_{number}": name for number, name in enumerate(_MONTHS, 1)},
    **{f"mon_{number}": name[:3] for number, name in enumerate(_MONTHS, 1)},
    "point": ".",
    "thousands": ",",
    "hours_minutes": "{hours} h {minutes} min",
    "minutes": "{minutes} min",
    "minutes_seconds": "{minutes} min {seconds} s",
    "seconds": "{seconds} s",
    "not_known": "not known",
    "unprintable": "Signs that this paper has no letters for stand as names in [brackets].",
}

_WHO = {
    "who": "Person",
    "name": "Name",
    "born": "Date of birth",
    "age": "Age",
    "age_years": "{years} years",
    "sex": "Sex",
    "sex_female": "female",
    "sex_male": "male",
    "pregnancy": "Pregnancy",
    "pregnant": "pregnant",
    "pregnant_weeks": "pregnant, week {weeks}",
}

_PATTERN = {
    "pattern": "Pattern",
    "summary": "{spasms}, most often: {place}.",
    "summary_rate": "{spasms}, about {rate} a week, most often: {place}.",
    "summary_single": "1 spasm recorded: {place}.",
    "summary_none": "No spasm is in the diary for these {days} days.",
    "spasms": "{n} spasms recorded",
    "spasms_one": "1 spasm recorded",
    "recorded": "Recorded",
    "recorded_value": "{n} spasms on {days} days",
    "recorded_value_one": "1 spasm",
    "how_often": "How often",
    "per_week": "about {rate} a week",
    "per_week_more": "{n} in {weeks} weeks of diary",
    "per_week_single": "one spasm gives no rate",
    "per_week_short": "too short a diary for a rate",
    "per_week_short_more": "{days} days; a rate needs two weeks",
    "per_week_short_more_one": "1 day; a rate needs two weeks",
    "lately": "Lately",
    "lately_value": "{now} in the last 4 weeks, {before} in the 4 before",
    "where": "Where",
    "counted": "{what} {n}",
    "and_others": "other {n}",
    "when": "Time of day",
    "night": "night",
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "when_more": "night is 22:00 to 06:00",
    "doing": "Doing",
    "no_answer": "no answer {n}",
    "length": "How long",
    "length_value": "half lasted {median} or less, the longest {longest}",
    "length_value_one": "{longest}",
    "length_over": "{n} lasted over 10 minutes",
    "length_over_one": "1 lasted over 10 minutes",
    "length_over_none": "none lasted over 10 minutes",
    "length_known": "length known of {known} of {n}",
    "sleep": "Woke from sleep",
    "sleep_value": "{woke} of {answers} answered",
    "pain": "Pain",
    "pain_value": "median {median} of 10, highest {highest}",
    "pain_value_one": "{highest} of 10",
    "pain_known": "said for {known} of {n}",
    "sure_quiet": "Only what was written down is counted. A day without an entry was quiet, or nobody wrote.",
    "sure_timed": "Lengths: {timed} by a guided session's clock, {told} told afterwards.",
    "sure_began": "The diary began on {day}.",
}

_FREQUENCY = {
    "frequency": "Spasms a week",
    "chart_caption": "Spasms recorded in each week.",
    "chart_highest": "Most in one week: {n}.",
    "chart_partial": "The first bar holds {days} days.",
    "chart_partial_one": "The first bar holds 1 day.",
    "chart_no_diary": "A dash: no diary yet.",
    "chart_alt": "Bar chart of spasms recorded, oldest week first: {weeks}.",
    "chart_alt_long": "Bar chart of spasms recorded in {n} weeks. Most in one week: {highest}.",
    "chart_alt_week": "from {day} {n}",
    "chart_alt_unknown": "from {day} no diary",
    "bar": "{from} to {to}: {n}",
    "bar_unknown": "{from} to {to}: no diary yet",
}

_FLAGS = {
    "flags": "Warning signs",
    "flags_not_asked": "The questions about warning signs have not been answered. Nothing follows from that.",
    "flags_said_on": "Answered on {day} at {time}",
    "flags_diary": "From the diary alone; the person was not asked.",
    "flags_none": "No sign was answered with yes.",
    "level_emergency": "Emergency",
    "level_urgent": "Same day",
    "level_doctor": "See a doctor",
    "level_self_care": "Self-care",
    "level_says": "Unclench's rules say: {level}",
    "within_emergency": "now",
    "within_urgent": "today",
    "within_doctor": "within two weeks",
    "answer_yes": "Yes",
    "answer_no": "No",
    "answer_unknown": "Not known",
    "answers": "All answers about warning signs",
}

_PROFILE = {
    "profile": "Medicines and conditions",
    "medicines": "Medicines",
    "no_medicines": "None is written down here. That does not mean that none is taken.",
    "new_since": "new since {day}",
    "conditions": "Conditions",
    "no_conditions": "None is ticked in the profile. What was not asked is not known.",
    "profile_sentence": "As the person keeps them in the profile.",
}

_TRIED = {
    "tried": "What was tried",
    "tried_none": "No remedy is in the diary for this time.",
    "tried_words": "let go during it in {n} of {known}",
    "tried_unknown": "used {n} times, result not noted",
    "tried_unknown_one": "used once, result not noted",
    "tried_also": "{words}; {n} more not noted",
    "tried_sentence": "Nobody can say that it would not have eased anyway.",
    "tried_remedy": "Remedy",
    "tried_used": "Used in",
    "tried_let_go": "What happened",
}

_BESIDE = {
    "beside": "Other symptoms",
    "beside_none": "No symptom beside the spasm is noted.",
    "beside_not_asked": "Unclench did not ask about other symptoms.",
    "remarks": "Written beside a spasm",
    "triggers": "Triggers",
    "triggers_sentence": "This report does not look for triggers; Unclench does so on a page of its own.",
    "notes": "In my own words",
    "notes_more": "The rest stands in the appendix.",
    "questions": "Questions I want to ask",
    "doctor": "What the doctor may do",
    "doctor_sentence": "None of this is a plan. The doctor decides with you.",
    "exam": "Examination",
    "test": "Tests",
    "referral": "Referral",
    "option": "Treatment",
    "mark_high": "well tested",
    "mark_moderate": "fairly well tested",
    "mark_low": "little tested",
    "mark_very_low": "hardly tested",
    "mark_none": "not tested",
    "marks_explained": "Dots: how sure the evidence is, of four.",
}

_EPISODES = {
    "episodes": "Spasms of this time",
    "episodes_none": "There is none.",
    "episodes_all": "All {n}, newest first.",
    "episodes_all_one": "There is one.",
    "episodes_some": "The newest {shown} of {n}.",
    "column_day": "Day",
    "column_time": "Time",
    "column_place": "Where",
    "column_length": "Length",
    "column_pain": "Pain",
    "column_doing": "Doing",
    "column_tried": "Tried",
    "column_remark": "Written down",
    "let_go_with": "{remedy} (let go)",
    "let_go_after": "{words}, after {n} others",
    "let_go_after_one": "{words}, after 1 other",
}

REPORT_WORDS: Mapping[str, str] = {
    **_PAPER, **_WHO, **_PATTERN, **_FREQUENCY, **_FLAGS, **_PROFILE, **_TRIED, **_BESIDE, **_EPISODES,
}  # fmt: skip
