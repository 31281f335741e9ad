# SPDX-License-Identifier: Apache-2.0
"""Actives and other ingredients as a label holds them: each name as the record of its route, said once, compared."""

from __future__ import annotations

from dataclasses import replace

from unclench.vetting.conflicts import conflict_between
from unclench.vetting.daily_doses import MINERALS, Servings, agrees, daily_of, elemental_of, mg_of
from unclench.vetting.draft import Draft, Listed, Stated
from unclench.vetting.label import Active, Contradiction, Directions, Inactive, ProductKind, Route
from unclench.vetting.names import BY_ROUTE
from unclench.vetting.quantities import Amount, Basis, Between
from unclench.vetting.strengths import stated_in
from unclench.vetting.synonyms import Match, Names

__all__ = ["active_of", "inactive_of", "merged", "settled", "with_panel"]

NOT_ON_SKIN = frozenset({"vitamin", "food", "amino_acid"})
NEVER_HIDDEN = frozenset({"mineral", "vitamin", "food", "amino_acid", "homeopathic"})
"""What is an aid or a food amount where it stands among the other ingredients."""
PANELS = ("name", "package_label_principal_display_panel", "statement_of_identity")


def settled(actives: list[Stated], route: Route, names: Names) -> list[Stated]:
    """Each name as the record of this route, and no record where it does not belong. On the skin the share counts."""
    made = [replace(one, match=_settle(one.match, route, names, bool(one.dilution))) for one in actives]
    for one in made if route is Route.SKIN else ():
        one.amounts = sorted(one.amounts, key=lambda amount: amount.percent is None)
    return made


def _settle(match: Match | None, route: Route, names: Names, thinned: bool = False) -> Match | None:
    if match is None or not match.ingredient:
        return match
    other = BY_ROUTE.get(match.ingredient, {}).get(route.value, "")
    if other in names.records:
        match = replace(match, ingredient=other)
    families = set(match.families)
    if "homeopathic" in families and not thinned:
        return None
    if route is Route.SKIN and families & NOT_ON_SKIN:
        return None
    return match


def merged(actives: list[Stated]) -> list[Stated]:
    """The same statement twice is one: a moiety beside its salt, a line repeated."""
    kept: list[Stated] = []
    for one in actives:
        twin = next((other for other in kept if _repeats(one, other)), None)
        if twin is None:
            kept.append(replace(one, amounts=[*one.amounts], equivalents=[*one.equivalents]))
        elif not twin.amounts and not twin.dilution and (one.amounts or one.dilution):
            twin.amounts, twin.dilution, twin.written = [*one.amounts], one.dilution, one.written
    return kept


def _repeats(one: Stated, other: Stated) -> bool:
    if one.match and other.match and one.match.ingredient:
        if (one.match.ingredient, one.match.part) != (other.match.ingredient, other.match.part):
            return False
        if "homeopathic" in one.match.families and one.written.casefold() != other.written.casefold():
            return False
    elif one.written.casefold() != other.written.casefold():
        return False
    written = [amount.written for amount in one.amounts], [amount.written for amount in other.amounts]
    same_amount = written[0] == written[1] and one.dilution == other.dilution
    bare = (not one.amounts and not one.dilution) or (not other.amounts and not other.dilution)
    sources = one.match and other.match and one.match.of_source != other.match.of_source
    return not sources and (same_amount or bare)


def with_panel(
    actives: list[Stated], draft: Draft, route: Route, names: Names
) -> tuple[list[Stated], list[Contradiction]]:
    """The strengths on the front and in the name beside those of the list: they must agree; alone they count, too."""
    conflicts: list[Contradiction] = []
    panel = draft.also + [
        one
        for field in PANELS
        for text in draft.sections.get(field, ())
        for one in stated_in(
            text, names, field=field, percents=draft.kind is not ProductKind.SUPPLEMENT, loose=False
        )
    ]
    fresh: list[Stated] = []
    for one in settled(panel, route, names):
        if one.match is None or not one.match.ingredient:
            continue
        same = [other for other in actives if other.match and _kin(one.match, other.match)]
        if not same:
            fresh.append(replace(one, doubtful=True))
        elif len(same) == 1:
            _joined(same[0], one, conflicts, names, route)
    return actives or fresh, conflicts


def _kin(first: Match, second: Match) -> bool:
    return (first.ingredient, first.part) == (second.ingredient, second.part)


def _joined(kept: Stated, other: Stated, conflicts: list[Contradiction], names: Names, route: Route) -> None:
    """A further statement of an active: it fills a gap, agrees, says mineral beside salt, or conflicts."""
    if not kept.amounts and not kept.dilution:
        kept.amounts, kept.equivalents = other.amounts, other.equivalents
        kept.dilution, kept.doubtful = other.dilution, True
        return
    if kept.match and kept.match.ingredient in MINERALS and kept.sure_salt and not kept.equivalents:
        _mineral_beside_salt(kept, other, conflicts, names)
        return
    if route is Route.MOUTH and kept.match and kept.match.ingredient not in MINERALS:
        return
    if found := conflict_between(kept, other, "Two places of the label differ."):
        conflicts.append(found)


def _mineral_beside_salt(kept: Stated, other: Stated, conflicts: list[Contradiction], names: Names) -> None:
    """200 mg on the front and 1440 mg citrate in the list are one dose if the share of the salt allows it."""
    worked_out = elemental_of(kept, names.shares).mg
    named = mg_of(other.amounts[0] if other.amounts else None)
    if not worked_out or not named:
        return
    if 0.9 * worked_out.low <= named.high and named.low <= 1.1 * worked_out.high:
        kept.equivalents = [replace(other.amounts[0], per=kept.amounts[0].per)]
    elif not agrees(named.low, (mg_of(kept.amounts[0]) or named).low):
        conflicts.append(
            Contradiction(
                active=kept.written,
                ingredient=kept.match.ingredient if kept.match else "",
                first=kept.amounts[0].written,
                second=other.amounts[0].written,
                why="The mineral named is not the share this salt holds.",
            )
        )


def active_of(
    one: Stated, draft: Draft, directions: Directions, names: Names, unknowns: list[str], kind: ProductKind
) -> Active:
    elemental = elemental_of(one, names.shares)
    if elemental.note:
        unknowns.append(elemental.note)
    amount = one.amounts[0] if one.amounts else None
    others = [*one.amounts[1:], *one.equivalents]
    if elemental.said and one.equivalents and one.field == "ingredients_text":
        amount, others = one.equivalents[0], [*one.amounts]
    mass = elemental.mg or _vitamin_mg(one, names) or mg_of(amount)
    if one.dilution:
        mass = None
    servings = Servings(draft.serving_units, draft.daily_servings)
    match = one.match
    is_food = kind is ProductKind.FOOD
    return Active(
        written=one.written, ingredient=match.ingredient if match else "", form=one.form, unii=one.unii,
        amount=_plain_basis(amount), others=tuple(others), elemental_mg=elemental.mg, elemental_stated=elemental.said,
        daily_mg=None if is_food else daily_of(amount, mass, directions, servings), dilution=one.dilution,
        field=one.field, doubtful=one.doubtful or bool(match and match.doubtful), blend=one.blend,
        part=match.part if match else "", of_source=bool(match and match.of_source),
        families=match.families if match else (),
    )  # fmt: skip


def _vitamin_mg(one: Stated, names: Names) -> Between | None:
    """International units of vitamin D in mg, by the pair of numbers content gives."""
    if not one.match or one.match.ingredient != "ingredient_vitamin_d" or not one.amounts:
        return None
    amount = one.amounts[0]
    if amount.unit != "IU" or not names.vitamin_d_iu_per_mcg:
        return None
    low = amount.value / names.vitamin_d_iu_per_mcg / 1000
    return Between(low, low * ((amount.high or amount.value) / amount.value if amount.value else 1.0))


def _plain_basis(amount: Amount | None) -> Amount | None:
    return (
        replace(amount, basis=Basis.NOT_STATED)
        if amount and amount.unit == "%" and not amount.basis
        else amount
    )


def inactive_of(one: Listed, route: Route, kind: ProductKind, names: Names) -> Inactive:
    match = _settle(one.match, route, names)
    aid = bool(one.match and one.match.aid)
    if match is not None and kind is not ProductKind.FOOD and set(match.families) & NEVER_HIDDEN:
        match = replace(match, ingredient="", families=())
    return Inactive(
        written=one.written, ingredient=match.ingredient if match and not aid else "", amount=one.amount, aid=aid,
        of_source=bool(match and match.of_source), doubtful=bool(match and match.doubtful),
        families=match.families if match and not aid else (),
    )  # fmt: skip
