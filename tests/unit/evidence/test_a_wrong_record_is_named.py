# SPDX-License-Identifier: Apache-2.0
"""Each rule of content, broken once: the check names the file, the record and the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from unclench.errors import ContentError
from unclench.evidence import check, load

Spoil = Callable[[str, str, str], list[ContentError]]

CALF, THIGH, BACK, CREAMS = (f"remedies/{name}.yaml" for name in ("calf", "thigh", "back", "creams"))
TABLETS, PEOPLE = "remedies/tablets.yaml", "remedies/professionals.yaml"

SALICYLATE = "    covers: [F76]\n    checked:\n      - Salicylate"

# file, what stands there, what replaces it, where the problem is told, at which record, with which words
BROKEN = {
    "a source that is gone": (
        "references.yaml", "  - id: healthinfo_nz\n", "  - id: healthinfo_gone\n",
        CALF, "calf_weight_on_leg", "unknown source “healthinfo_nz”",
    ),
    "a condition misspelt": (
        BACK, "condition: radicular_pain\n", "condition: radicular_pane\n",
        BACK, "back_exercise_ball", "unknown condition “radicular_pane”",
    ),
    "an area nobody knows": (
        BACK, "areas: [upper_back]\n", "areas: [upper_back, elbow]\n",
        BACK, "back_foam_roller", "unknown area “elbow”",
    ),
    "equipment nobody knows": (
        BACK, "needs: [ball]", "needs: [bowling_ball]",
        BACK, "back_tennis_ball", "unknown equipment “bowling_ball”",
    ),
    "a claim without certainty": (
        BACK, "      certainty: low\n", "",
        BACK, "back_slow_walk", "“certainty” is missing",
    ),
    "a certainty that is no word of ours": (
        BACK, "      certainty: low\n", "      certainty: proven\n",
        BACK, "back_slow_walk", "“certainty” is not one of",
    ),
    "a certainty with nothing cited": (
        BACK, "citations: [dahm2010, qaseem2017]", "citations: []",
        BACK, "back_slow_walk", "needs at least one source",
    ),
    "a field without meaning": (
        BACK, "    in_bed: true\n", "    in_bed: true\n    inbed: true\n",
        BACK, "back_tennis_ball", "unknown field “inbed”",
    ),
    "a text where true or false belongs": (
        BACK, "    in_bed: true\n", "    in_bed: maybe\n",
        BACK, "back_tennis_ball", "“in_bed” must be true or false",
    ),
    "a time that is no number": (
        BACK, "hold_seconds: 300", "hold_seconds: long",
        BACK, "back_slow_walk", "“hold_seconds” must be a whole number",
    ),
    "a hold of no time": (
        BACK, "hold_seconds: 300", "hold_seconds: 0",
        BACK, "back_slow_walk", "at least 1",
    ),
    "an id that comes twice in a file": (
        BACK, "  - id: back_exercise_ball\n", "  - id: back_foam_roller\n",
        BACK, "back_foam_roller", "stands twice",
    ),
    "an id that stands in two files": (
        BACK, "  - id: back_exercise_ball\n", "  - id: calf_tiptoe\n",
        CALF, "calf_tiptoe", "stands also in remedies/back.yaml",
    ),
    "a step of two sentences": (
        BACK, "- Let your arms swing.", "- Let your arms swing. Hum a song.",
        BACK, "back_slow_walk", "one instruction, one sentence",
    ),
    "a step of more than 20 words": (
        BACK, "- Let your arms swing.", "- Let your arms swing " + "to and fro " * 6 + ".",
        BACK, "back_slow_walk", "more than 20",
    ),
    "an exclamation mark": (
        BACK, "- Let your arms swing.", "- Let your arms swing!",
        BACK, "back_slow_walk", "an exclamation mark",
    ),
    "a dose": (
        TABLETS, "- Check other products for paracetamol.", "- Take 500 mg of paracetamol.",
        TABLETS, "oral_paracetamol", "a dose",
    ),
    "a guided tablet": (
        TABLETS, "guided: false\n    why_not_guided: It is taken", "guided: true\n    why_not_guided: It is taken",
        TABLETS, "trp_agonist_shot", "“guided” must be false",
    ),
    "guided without a time": (
        TABLETS, "guided: false\n    why_not_guided: It is taken", "guided: true\n    why_not_guided: It is taken",
        TABLETS, "trp_agonist_shot", "is guided and has no “timing”",
    ),
    "not guided and no reason": (
        TABLETS, "    why_not_guided: It is taken before exercise and was never tested on a spasm that has begun.\n",
        "",
        TABLETS, "trp_agonist_shot", "does not say why",
    ),
    "a promise nobody made": (
        BACK, "covers: [F30]", "covers: [F99]",
        BACK, "back_slow_walk", "unknown coverage id “F99”",
    ),
    "a mark nobody knows": (
        PEOPLE, "      - ci_not_shown\n", "      - looks_fine\n",
        PEOPLE, "spinal_manipulation", "unknown mark “looks_fine”",
    ),
    "an interval that misses its value": (
        BACK, "          low: 0.02\n", "          low: 0.32\n",
        BACK, "back_slow_walk", "lies outside its interval",
    ),
    "half an interval": (
        BACK, "          low: 0.02\n", "",
        BACK, "back_slow_walk", "only one end of its interval",
    ),
    "heat over a cream, told by one side only": (
        CREAMS, f"warm_bath_shower, hot_tub]\n{SALICYLATE}", f"warm_bath_shower]\n{SALICYLATE}",
        CREAMS, "topical_menthol_camphor", "must name “hot_tub” in “never_with”",
    ),
    "a plan with a remedy nobody knows": (
        "plans.yaml", "during: [foot_toes_back,", "during: [foot_toes_bock,",
        "plans.yaml", "foot", "unknown remedy “foot_toes_bock”",
    ),
    "a plan that guides what is not guided": (
        "plans.yaml", "    during: [calm_breathing]\n", "    during: [calm_breathing, hyperventilation]\n",
        "plans.yaml", "abdomen", "“hyperventilation” is not guided",
    ),
    "a plan with a remedy of another area": (
        "plans.yaml", "    during: [calm_breathing]\n", "    during: [calm_breathing, massage_gentle_rub]\n",
        "plans.yaml", "abdomen", "“massage_gentle_rub” is not for this area",
    ),
    "a plan that begins with what is off": (
        "plans.yaml", "during: [foot_toes_back, ", "during: [pickle_juice_sip, foot_toes_back, ",
        "plans.yaml", "foot", "must stand last",
    ),
    "an area without a plan": (
        "plans.yaml", "  - area: shin\n", "  - area: knee\n",
        "plans.yaml", "shin", "has no plan",
    ),
    "a stop sign without a source": (
        "stop_signs.yaml", "flag: flag_stroke\n    sources: [nhs_999]\n", "flag: flag_stroke\n    sources: []\n",
        "stop_signs.yaml", "stroke", "“sources” is empty",
    ),
    "a stop sign below its rank": (
        "stop_signs.yaml", "level: emergency\n    flag: flag_stroke\n", "level: urgent\n    flag: flag_stroke\n",
        "stop_signs.yaml", "hand", "life threats must come first",
    ),
    "a life threat for everyone that is none": (
        "stop_signs.yaml", "level: emergency\n    flag: flag_stroke\n", "level: urgent\n    flag: flag_stroke\n",
        "stop_signs.yaml", "everyone", "not an emergency",
    ),
    "an area without stop signs": (
        "stop_signs.yaml", "  - area: shin\n", "  - area: knee\n",
        "stop_signs.yaml", "shin", "has no stop signs",
    ),
    "a source twice under two ids": (
        "references.yaml", "doi: 10.1002/mus.25611\n", "doi: 10.1136/bmjsem-2018-000478\n",
        "references.yaml", "lau2019", "already stands at “craighead2017”",
    ),
    "an alias that leads nowhere": (
        "references.yaml", "  fdaBurns2012: fda2012burns\n", "  fdaBurns2012: fda2013burns\n",
        "references.yaml", "same_as fdaBurns2012", "unknown source “fda2013burns”",
    ),
    "a condition without a question": (
        "vocabulary.yaml", "question: Are you pregnant?, ", "",
        "vocabulary.yaml", "pregnancy", "“question” is missing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_found(spoilt: Spoil, case: str) -> None:
    file, old, new, told_in, record, words = BROKEN[case]
    problems = spoilt(file, old, new)
    told = [row for row in problems if (row.file, row.record) == (told_in, record) and words in row.reason]
    assert told, [str(row) for row in problems]


def test_the_line_of_the_record_is_told(content: Path, spoilt: Spoil) -> None:
    line = (content / BACK).read_text("utf-8").splitlines().index("  - id: back_slow_walk") + 1
    (problem,) = spoilt(BACK, "covers: [F30]", "covers: [F99]")
    assert problem.reason.endswith(f"(line {line})")
    assert (
        str(problem)
        == f"remedies/back.yaml: back_slow_walk: unknown coverage id “F99” in “covers” (line {line})"
    )


def test_all_problems_are_found_at_once(content: Path, spoilt: Spoil) -> None:
    spoilt(BACK, "needs: [ball]", "needs: [bowling_ball]")
    spoilt("plans.yaml", "during: [foot_toes_back,", "during: [foot_toes_bock,")
    problems = spoilt("vocabulary.yaml", "question: Are you pregnant?, ", "")
    assert {row.file for row in problems} == {BACK, "plans.yaml", "vocabulary.yaml"}


def test_loading_stops_at_the_first_problem(content: Path, spoilt: Spoil, tmp_path: Path) -> None:
    problems = spoilt(BACK, "needs: [ball]", "needs: [bowling_ball]")
    with pytest.raises(ContentError, match="bowling_ball") as raised:
        load(content, cache=tmp_path / "cache")
    assert str(raised.value) == str(problems[0])


def test_a_field_said_twice_is_found(spoilt: Spoil) -> None:
    problems = spoilt(BACK, "needs: [ball]", "needs: [ball]\n    needs: [bed]")
    assert "“needs” stands twice" in problems[0].reason


def test_a_file_that_is_no_yaml_is_named_with_its_line(spoilt: Spoil) -> None:
    problems = spoilt("plans.yaml", "  - area: foot\n", "  - area: [foot\n")
    assert problems[0].file == "plans.yaml"
    assert problems[0].record.startswith("line ")
    assert "is not YAML" in problems[0].reason


@pytest.mark.parametrize(
    "file", ["vocabulary.yaml", "references.yaml", "plans.yaml", "stop_signs.yaml", "coverage.yaml"]
)
def test_a_missing_file_is_named(content: Path, file: str) -> None:
    (content / file).unlink()
    assert any(row.file == file and "cannot be read" in row.reason for row in check(content))


@pytest.mark.parametrize("text", ["", "plans: 3\n", "plans: [3]\n", "- 1\n", "plans:\n  - area: 4\n"])
def test_a_file_of_another_shape_is_told_and_does_not_crash(content: Path, text: str) -> None:
    (content / "plans.yaml").write_text(text, "utf-8")
    assert any(row.file == "plans.yaml" for row in check(content))


def test_certainty_none_may_stand_without_a_source(content: Path) -> None:
    text = (content / BACK).read_text("utf-8")
    assert "certainty: none" in text
    assert check(content) == []
