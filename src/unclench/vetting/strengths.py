# SPDX-License-Identifier: Apache-2.0
"""Names with their strengths out of running text: "Active ingredients Lidocaine 4% Menthol 1%".

Either every name stands before its strength or every name behind it ("contains 200 mg of magnesium"); which of the
two is decided once for a line, so that a strength never slips to its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from unclench.vetting.amounts import Found, amounts_in, decimal_comma, per_stated, with_per
from unclench.vetting.dilutions import dilutions_in
from unclench.vetting.draft import Stated
from unclench.vetting.quantities import Amount, Dilution, Per
from unclench.vetting.synonyms import Match, Names

__all__ = ["stated_in"]

LONGEST_WORDS = 8
MOST_STRENGTHS = 80
_HEADING = re.compile(
    r"\b(?:drug facts|supplement facts|nutrition facts|active\s+ingredients?|actives?:|purposes?|wirkstoffe?|"
    r"principes? "
    r"actifs?|medicinal ingredients?|amount per serving|% ?daily value\*?|%? ?dv\*?|ingredients?|zusammensetzung|"
    r"composition|inhaltsstoffe|homeopathic ingredients?|%? ?nrv\*?)\b\s*:?", re.I,
)  # fmt: skip
_BASIS = re.compile(
    r"\(?\b(?:in|per|pro|je|par|pour|for)\s+(?:each|every|one|\d[\d.,/]*)?\s*\w+(?:\s\w+)?\)|"
    r"(?:\b(?:each|jede[rs]?|chaque|one|eine?)\b|(?<![\w.,])\d[\d.,]{0,9})\s*[\w()-]{1,24}(?:\s[\w()-]{1,24}){0,3}?\s"
    r"(?:contains?|contain|enthält|enthalten|contient|contiennent|provides?|liefert|liefern)\b:?|"
    r"\b(?:per|pro|je|par)\s+(?:\d[\d.,]*\s*)?(?:serving|portion|tablet|tablette|capsule|kapsel|tagesdosis|day|tag|"
    r"tagesportion|daily dose|patch|comprimé|gélule|caplet|softgel|sachet|beutel|scoop|g|mL|ml|kg)\b:?", re.I,
)  # fmt: skip
_PURPOSE = re.compile(
    r"\b(?:(?:topical|external|local|oral)\s+(?:analgesics?|an(?:a)?esthetics?)|analgesics?|counter-?irritants?|"
    r"pain reliev(?:er|ing)|fever reducer|nighttime sleep[- ]aid|antihistamine|saline laxative|laxative|"
    r"cough suppressant|nasal decongestant|muscle (?:soreness|cramp) relief|anti-?inflammatory|antipruritic|"
    r"homeopathic|skin protectant|antacid)\b", re.I,
)  # fmt: skip
_JOINS = re.compile(
    r"[\s(\[:=/*†‡.-]*(?:(?:or|equivalent to|equiv\.? to|equal to|entspricht|entspr\.?|entsprechend|equals|i\.e\.|"
    r"that is|corresponding to|corresp\. to|HPUS|approx\.?|ca\.?|providing|provides|yielding|soit|"
    r"as)[\s:]*)?[\s(\[]*", re.I,
)  # fmt: skip
_SAME = re.compile(r"equiv|equal|entspr|corresp|provid|yield|soit|that is|i\.e\.|=", re.I)
_OF_WHICH = re.compile(
    r"\b(?:of which|davon|dont|providing|provides|yielding|entspricht|entsprechend|entspr|equivalent to|equiv)\W*$",
    re.I,
)
_IN_BRACKETS = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")
_COMMA_KEPT, _SEMICOLON_KEPT = "\u201a", "\u204f"
_EMPTY_LEAD = re.compile(
    r"(?:\b(?:contains?|containing|with|mit|enthält|of|von|plus|and|und|und|avec|contient)\W*)+$", re.I
)
_PIECES = re.compile(r"[\n;•■●▪·|]|\.{2,}|,(?!\d)|(?<=[a-z)])\.\s")
_TAIL = " \t\n.:,;-–—=*†‡|…"
_NAMES_SOMETHING = re.compile(
    r"(?i)\b(?!(?:net|weight|contents?|per|patch|each|size|tube|bottle|pack|and|the|for|with|contains?|total|from|about)\b)"
    r"[^\W\d_]{3,}"
)
_FORM = re.compile(
    r"\(\s*(?:(?P<as>as|from|form:? ?(?:from|as)?|als|aus|sous forme de|in form von|di)\s+)?([^()]{2,120})\)",
    re.I,
)


@dataclass(slots=True)
class _Group:
    """Strengths that belong to one name."""

    start: int
    end: int
    amounts: list[Amount] = field(default_factory=list)
    equivalents: list[Amount] = field(default_factory=list)
    dilution: Dilution | None = None


def stated_in(
    text: str, names: Names, *, field: str, percents: bool = True, homeopathic: bool = False,
    per: tuple[Per, float, str] = (Per.NOT_SAID, 1.0, ""), loose: bool = True,
) -> list[Stated]:  # fmt: skip
    """The actives a text states. percents: a bare percentage is a strength (no daily value). loose: known names that
    stand without a strength count, too. per: what the amounts are in, where a heading above said so."""
    comma = decimal_comma(text)
    shown = _BASIS.sub(lambda match: _blank(match.group()), _IN_BRACKETS.sub(_commas_kept, text))
    shown = _PURPOSE.sub(
        lambda match: "\n" + " " * (len(match.group()) - 1), _HEADING.sub(_blank_match, shown)
    )
    groups = _groups(shown, comma=comma, percents=percents, homeopathic=homeopathic)
    found = list(_named(shown, groups, names, field)) if groups else []
    bases = per_stated(text[: groups[0].start] if groups else text, comma=comma) or (per,)
    for one in found:
        one.amounts = [with_per(amount, *bases[at % len(bases)]) for at, amount in enumerate(one.amounts)]
        one.equivalents = [with_per(amount, *bases[-1]) for amount in one.equivalents]
    return [*found, *_unmeasured(shown, groups, found, names, field)] if loose else found


def _commas_kept(match: re.Match[str]) -> str:
    """Commas in brackets part nothing."""
    inside = match.group()
    return inside if amounts_in(inside) else inside.replace(",", _COMMA_KEPT).replace(";", _SEMICOLON_KEPT)


def _blank(words: str) -> str:
    return " " * len(words)


def _blank_match(match: re.Match[str]) -> str:
    return "\n" + " " * (len(match.group()) - 1)


def _groups(text: str, *, comma: bool, percents: bool, homeopathic: bool) -> list[_Group]:
    thinned = dilutions_in(text, homeopathic=homeopathic)
    marks: list[tuple[int, int, Found | Dilution]] = [(start, end, one) for start, end, one in thinned]
    for found in amounts_in(text, comma=comma):
        taken = any(start < found.end and found.start < end for start, end, _ in thinned)
        if not taken and (percents or found.amount.unit != "%"):
            marks.append((found.start, found.end, found))
    groups: list[_Group] = []
    for start, end, one in sorted(marks, key=lambda mark: mark[0]):
        between = text[groups[-1].end : start] if groups else "x"
        joined = len(between) < 40 and bool(_JOINS.fullmatch(between))
        if not joined:
            groups.append(_Group(start, end))
        group = groups[-1]
        group.end = end
        if isinstance(one, Dilution):
            group.dilution = group.dilution or one
        elif joined and _SAME.search(between):
            group.equivalents.append(one.amount)
        else:
            group.amounts.append(one.amount)
    return groups[:MOST_STRENGTHS]


def _named(text: str, groups: list[_Group], names: Names, field: str) -> Iterator[Stated]:
    ends = [0, *(group.end for group in groups)]
    starts = [*(group.start for group in groups), len(text)]
    line, behind, last = -1, False, None
    for at, group in enumerate(groups):
        before, after = text[ends[at] : group.start], text[group.end : starts[at + 1]]
        if (here := text.count("\n", 0, group.start)) != line:
            line, behind = here, _names_stand_behind(text, at, groups, starts, before, names)
        if last is not None and (_OF_WHICH.search(before) or _OF_WHICH.search(_before_name(before, names))):
            last.equivalents.extend(group.amounts)
            continue
        made = _behind(after, names, field) if behind else _ahead(before, names, field)
        if made is None or (made.match is None and not _NAMES_SOMETHING.search(made.written)):
            continue
        made.amounts, made.equivalents, made.dilution = group.amounts, group.equivalents, group.dilution
        last = made
        yield made


def _names_stand_behind(
    text: str, at: int, groups: list[_Group], starts: list[int], before: str, names: Names
) -> bool:
    piece = _EMPTY_LEAD.sub("", _last_piece(before)).strip(_TAIL + "()")
    if not piece or not any(sign.isalpha() for sign in piece):
        return True
    if names.at_end(piece.split()[-LONGEST_WORDS:]):
        return False
    if piece != _last_piece(before).strip(_TAIL + "()"):
        return True
    same_line = [
        one for one in range(at, len(groups)) if "\n" not in text[groups[at].end : groups[one].start]
    ]
    last = same_line[-1]
    following = _first_piece(text[groups[last].end : starts[last + 1]].split("\n")[0])
    return bool(following and names.at_start(following.split()[:LONGEST_WORDS]))


def _before_name(before: str, names: Names) -> str:
    """The text before a strength without a known name at its end: "davon Magnesium 150 mg"."""
    words = before.split()
    found = names.at_end(words[-LONGEST_WORDS:]) if words else None
    return " ".join(words[: len(words) - found[0]] if found else words)


def _last_piece(text: str) -> str:
    pieces = [piece for piece in _PIECES.split(text.rstrip(_TAIL)) if piece and piece.strip(_TAIL + "()%")]
    return pieces[-1] if pieces else ""


def _first_piece(text: str) -> str:
    text = re.sub(r"^\W*(?:of|von|de|d'|an)\s+", "", text.lstrip(_TAIL + "()"), flags=re.I)
    return next((piece for piece in _PIECES.split(text) if piece.strip(_TAIL)), "")


def _ahead(before: str, names: Names, field: str) -> Stated | None:
    whole = _last_piece(before)
    piece = _cleared(whole)
    words = piece.split()[-14:]
    if not words:
        return None
    if found := names.at_end(words[-LONGEST_WORDS:]):
        count, match = found
        return _stated(" ".join(words[-count:]), match, field)
    bare = re.sub(r"\([^()]*\)?", " ", piece).split()
    if bare and (found := names.at_end(bare[-LONGEST_WORDS:])):
        return _stated(piece if len(words) < LONGEST_WORDS else " ".join(bare[-found[0] :]), found[1], field)
    written = " ".join(words[-LONGEST_WORDS:]).strip(_TAIL + "()")
    return Stated(_restored(written), field) if any(sign.isalpha() for sign in written) else None


def _behind(after: str, names: Names, field: str) -> Stated | None:
    words = _first_piece(after).split()[:14]
    if not words:
        return None
    if found := names.at_start(words[:LONGEST_WORDS]):
        count, match = found
        if count < len(words) and words[count].startswith("("):
            count += next((n for n, word in enumerate(words[count:], 1) if word.endswith(")")), 0)
        return _stated(" ".join(words[:count]), match, field)
    written = " ".join(words[:4]).strip(_TAIL + "()")
    return Stated(_restored(written), field) if any(sign.isalpha() for sign in written) else None


def _cleared(piece: str) -> str:
    piece = re.sub(r"^\s*\([^()]*\)\s*:", " ", piece)
    piece = re.sub(r"^[\s\d.,%*†‡<>|)\]]+(?=\s|\W|[A-Za-z(])", " ", piece)
    return re.sub(r"^\W*(?:HPUS|USP|w/w)\b", " ", piece).strip(_TAIL)


def _stated(written: str, match: Match, field: str) -> Stated:
    written = re.sub(r"^\W*\([^()]*\)\s*:?\s*(?=\w)", "", _restored(written))
    written = re.sub(r"^(?:contains?:?|active|enthält|with|mit|and|und|plus)\s+", "", written, flags=re.I)
    written = re.sub(r"\s+(?:and|und|et|with|mit|plus)$", "", written, flags=re.I)
    form = _FORM.search(written)
    written = written if written.count("(") == written.count(")") else written.strip("() ")
    return Stated(
        written.strip(_TAIL + "/"),
        field,
        match,
        form=form[2].strip() if form and "NSAID" not in form[2] else "",
        doubtful=match.doubtful,
    )


def _restored(words: str) -> str:
    return words.replace(_COMMA_KEPT, ",").replace(_SEMICOLON_KEPT, ";")


def _unmeasured(
    text: str, groups: list[_Group], found: list[Stated], names: Names, field: str
) -> Iterator[Stated]:
    """Known names without a strength: a damaged line must not lose its menthol."""
    seen = {one.match.ingredient for one in found if one.match}
    for piece in re.split(r"[\n;•■●▪·,.()]", text):
        for written, match in names.within(piece):
            if match.ingredient and match.ingredient not in seen and not match.aid:
                seen.add(match.ingredient)
                yield Stated(written, field, match)
