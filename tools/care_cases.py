# SPDX-License-Identifier: Apache-2.0
"""The frozen table of what each rule of care must do: tests/unit/care/cases.yaml.

    python tools/care_cases.py            write the table from the rules as they are now; read the difference
    python tools/care_cases.py --check    say what differs from the table, exit status 1 where anything does
    python tools/care_cases.py --mutants  change each rule in every small way and count how many the table notices

A rule that was changed fails its tests until somebody writes the table anew on purpose.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tools.care_mutants import STEP, Mutant, mutants_of  # noqa: E402

from unclench.care import RuleBook, rule_book  # noqa: E402
from unclench.care.book import BookRule  # noqa: E402
from unclench.care.minimal import Atom, minimal_sets  # noqa: E402
from unclench.evidence import load  # noqa: E402
from unclench.evidence.rules import AllOf, AnyOf, Compared, Named, Rule, atoms_in, truth  # noqa: E402

__all__ = ["TABLE", "Case", "cases_of", "frozen", "is_frozen", "unnoticed"]

TABLE = ROOT / "tests/unit/care/cases.yaml"
_HEAD = """\
# SPDX-License-Identifier: Apache-2.0
# What each rule must do, written by tools/care_cases.py and read by a person before it is kept.
# holds: the smallest sets of answers that fire it; every other name of the rule is no.
# fails: the smallest sets of noes that keep it from firing; every other name of the rule is yes.
# open: as in holds, but what has a question mark is not known. Numbers stand at the edge, or just beyond it.
"""
_EXPECTED: dict[str, bool | None] = {"holds": True, "fails": False, "open": None}


@dataclass(frozen=True, slots=True)
class Case:
    """expected: True where the rule holds, False where it does not, None where it stays open."""

    rule_id: str
    expected: bool | None
    said: str

    def given(self, rule: Rule) -> dict[str, bool | float | None]:
        """The answers of the case, with those that it does not list."""
        told = self.expected is False
        answers: dict[str, bool | float | None] = {
            atom.name: told for atom in atoms_in(rule) if isinstance(atom, Named)
        }
        for word in self.said.split():
            name, _, number = word.partition("=")
            if name.startswith("?"):
                answers[name[1:]] = None
            else:
                answers[name] = float(number) if number else not told
        return answers


def cases_of(rule: BookRule) -> Iterator[Case]:
    """Enough cases to tell the rule from any other that only adds conditions up: what fires it at least, and what it
    lacks at most.
    """
    seen: dict[tuple[bool | None, str], None] = {}
    unknown: set[str] = set()
    for one in minimal_sets(rule.when):
        for given in _numbers(rule.when, one, hold=True):
            names = [atom.name for atom in one if isinstance(atom, Named)]
            seen[True, _said(names, given)] = None
            for key in sorted({atom.name for atom in one} - unknown):
                rest = {name: value for name, value in given.items() if name != key}
                said = f"{_said([name for name in names if name != key], rest)} ?{key}".strip()
                if truth(rule.when, Case(rule.id, None, said).given(rule.when)) is None:
                    seen[None, said] = None
                    unknown.add(key)
    for one in minimal_sets(_turned(rule.when)):
        for given in _numbers(rule.when, one, hold=False):
            names = [atom.name for atom in one if isinstance(atom, Named)]
            seen[False, _said(names, given)] = None
    for expected, said in seen:
        yield Case(rule.id, expected, said)


def _turned(rule: Rule) -> Rule:
    """With “and” for “or” and the other way round: its smallest sets are those whose noes stop the rule."""
    if isinstance(rule, AllOf):
        return AnyOf(tuple(_turned(part) for part in rule.rules))
    return AllOf(tuple(_turned(part) for part in rule.rules)) if isinstance(rule, AnyOf) else rule


def _numbers(rule: Rule, one: frozenset[Atom], *, hold: bool) -> Iterator[dict[str, float]]:
    """Numbers for a set of conditions that are to hold (or to fail) while every other fails (or holds), each in turn at
    the edge of each comparison. Nothing where no number does.
    """
    compared = [atom for atom in atoms_in(rule) if isinstance(atom, Compared)]
    choices: dict[str, list[float]] = {}
    for name in dict.fromkeys(atom.name for atom in compared):
        mine = [atom for atom in compared if atom.name == name]
        edges = sorted({round(atom.limit + step, 3) for atom in mine for step in (0, -STEP, STEP)})
        choices[name] = [
            edge
            for edge in edges
            if all(truth(atom, {name: edge}) is ((atom in one) is hold) for atom in mine)
        ]
    first = {name: found[0] for name, found in choices.items() if found}
    if len(first) < len(choices):
        return
    yield first
    for name, found in choices.items():
        for other in found[1:]:
            yield {**first, name: other}


def frozen(path: Path = TABLE) -> dict[str, tuple[str, list[Case]]]:
    """The table: rule id -> its level and its cases."""
    rows = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
    return {
        key: (
            row["level"],
            [Case(key, _EXPECTED[kind], said) for kind in _EXPECTED for said in row.get(kind, ())],
        )
        for key, row in rows["rules"].items()
    }


def is_frozen(rule: BookRule, table: dict[str, tuple[str, list[Case]]]) -> bool:
    """Whether the table says of a rule what the rule says."""
    level, cases = table.get(rule.id, ("", []))
    return level == rule.level.value and set(cases) == set(cases_of(rule))


def unnoticed(rule: BookRule, level: str, cases: list[Case]) -> tuple[int, list[Mutant], list[Mutant]]:
    """How many mutants a rule has, those that no case of the table notices, and those that say the same as the rule."""
    answers = [(case.given(rule.when), case.expected) for case in cases]
    mutants = [*mutants_of(rule)]
    alive = [
        one
        for one in mutants
        if one.level == level and all(truth(one.when, given) is expected for given, expected in answers)
    ]
    same = [one for one in alive if _is_the_same(one.when, rule.when)]
    return len(mutants) - len(same), [one for one in alive if one not in same], same


def table_of(book: RuleBook) -> str:
    """The table as the rules say it now."""
    rules: dict[str, Any] = {}
    for rule in book.rules:
        row: dict[str, Any] = {"level": rule.level.value}
        for kind, expected in _EXPECTED.items():
            said = [case.said for case in cases_of(rule) if case.expected is expected]
            if said:
                row[kind] = said
        rules[rule.id] = row
    body = yaml.dump({"rules": rules}, sort_keys=False, allow_unicode=True, width=1000)
    return f"{_HEAD}\n{body}"


def _said(names: Iterable[str], numbers: dict[str, float]) -> str:
    told = {name: name for name in names} | {name: f"{name}={value:g}" for name, value in numbers.items()}
    return " ".join(told[name] for name in sorted(told))


def _is_the_same(one: Rule, other: Rule) -> bool:
    """Whether two rules answer alike whatever is said: then nothing can tell them apart."""
    names = sorted({atom.name for atom in (*atoms_in(one), *atoms_in(other))})
    edges: dict[str, list[bool | float]] = {name: [False, True] for name in names}
    for atom in (*atoms_in(one), *atoms_in(other)):
        if isinstance(atom, Compared):
            listed = [] if edges[atom.name] == [False, True] else edges[atom.name]
            edges[atom.name] = [*listed, *(round(atom.limit + step, 3) for step in (0, -STEP / 2, STEP / 2))]
    said = (dict(zip(names, values, strict=True)) for values in product(*edges.values()))
    return all(truth(one, given) is truth(other, given) for given in said)


def _count(book: RuleBook) -> int:
    table = frozen()
    total = 0
    missed: list[Mutant] = []
    idle: list[Mutant] = []
    for rule in book.rules:
        many, alive, same = unnoticed(rule, *table[rule.id])
        total += many
        missed += alive
        idle += same
    for words, listed in (("says the same", idle), ("NOT NOTICED", missed)):
        for one in listed:
            print(f"{words}: {one.rule_id}: {one.what}")
    noticed = total - len(missed)
    print(
        f"{noticed} of {total} mutants noticed: {100 * noticed / total:.2f} %; {len(idle)} more say the same."
    )
    return 1 if missed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="only say whether the table is what the rules say"
    )
    parser.add_argument(
        "--mutants", action="store_true", help="count the changes of rules that the table notices"
    )
    args = parser.parse_args()
    book = rule_book(load())
    if args.mutants:
        return _count(book)
    now = table_of(book)
    if not args.check:
        TABLE.write_text(now, "utf-8")
        return 0
    before = frozen() if TABLE.exists() else {}
    differs = [rule.id for rule in book.rules if not is_frozen(rule, before)]
    differs += sorted(set(before) - {rule.id for rule in book.rules})
    print(
        "\n".join(f"{key} differs from {TABLE.relative_to(ROOT)}" for key in differs)
        or "The table is as the rules are."
    )
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
