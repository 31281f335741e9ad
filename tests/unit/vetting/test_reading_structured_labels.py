# SPDX-License-Identifier: Apache-2.0
"""A structured product label says its strengths twice, in a table and in words; both are read and compared."""

from __future__ import annotations

import pytest

from unclench.evidence import load
from unclench.vetting import Label, read_label
from unclench.vetting.label import MarkKind, ProductKind, Route
from unclench.vetting.quantities import Basis


def ingredient(name: str, value: str, unit: str, in_value: str, in_unit: str, code: str = "") -> str:
    return (
        f'<ingredient classCode="ACTIB"><quantity><numerator value="{value}" unit="{unit}"/>'
        f'<denominator value="{in_value}" unit="{in_unit}"/></quantity><ingredientSubstance>'
        f'<code code="{code}" codeSystem="2.16.840.1.113883.4.9"/><name>{name}</name></ingredientSubstance>'
        "</ingredient>"
    )


def label(
    ingredients: str, words: str = "", approval: str = "OTC monograph drug", number: str = "M017"
) -> Label:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="x" type="text/xsl"?>'
        '<document xmlns="urn:hl7-org:v3"><code code="34390-5" displayName="HUMAN OTC DRUG LABEL"/>'
        '<setId root="s1"/><effectiveTime value="20240102"/><component><structuredBody><component><section>'
        '<code code="48780-1"/><subject><manufacturedProduct><manufacturedProduct>'
        '<code code="12345-678" codeSystem="2.16.840.1.113883.6.69"/><name>Rub</name>'
        f'<formCode displayName="GEL"/>{ingredients}<ingredient classCode="IACT"><ingredientSubstance>'
        "<name>GAULTHERIA PROCUMBENS LEAF OIL</name></ingredientSubstance></ingredient></manufacturedProduct>"
        f'<subjectOf><approval><id extension="{number}"/><code displayName="{approval}"/></approval></subjectOf>'
        '<consumedIn><substanceAdministration><routeCode displayName="TOPICAL"/></substanceAdministration></consumedIn>'
        "</manufacturedProduct></subject></section></component><component><section>"
        f'<code code="55106-9"/><title>Active ingredient</title><text><paragraph>{words}</paragraph></text></section>'
        "</component></structuredBody></component></document>"
    )
    return read_label(text.encode(), library=load())


@pytest.mark.parametrize(
    ("value", "unit", "in_value", "in_unit"),
    [("10", "g", "100", "g"), (".1", "g", "1", "g"), ("100", "mg", "1", "g"), ("100", "mg", "1", "mL")],
)
def test_every_ratio_of_ten_percent_is_ten_percent(
    value: str, unit: str, in_value: str, in_unit: str
) -> None:
    read = label(ingredient("MENTHOL", value, unit, in_value, in_unit), "Menthol 10%")
    (menthol,) = read.actives
    assert menthol.amount is not None
    assert menthol.amount.percent == pytest.approx(10)
    assert menthol.amount.basis is (Basis.W_V if in_unit == "mL" else Basis.W_W)
    assert read.contradictions == ()
    assert read.route is Route.SKIN


def test_words_that_disagree_with_the_table_are_a_contradiction() -> None:
    read = label(ingredient("MENTHOL", "10", "g", "100", "g"), "Menthol 4%")
    assert [(one.ingredient, one.second) for one in read.contradictions] == [("ingredient_menthol", "4%")]


def test_an_active_only_the_words_name_is_not_lost() -> None:
    read = label(ingredient("MENTHOL", "10", "g", "100", "g"), "Menthol 10% Camphor 4%")
    assert [one.ingredient for one in read.actives] == ["ingredient_menthol", "ingredient_camphor"]


def test_a_misspelt_name_is_known_by_its_code() -> None:
    (active,) = label(ingredient("MNTHL", "10", "g", "100", "g", "L7T10EIP3A")).actives
    assert active.ingredient == "ingredient_menthol"
    assert active.unii == "L7T10EIP3A"


def test_wintergreen_among_the_other_ingredients_is_shown() -> None:
    read = label(ingredient("MENTHOL", "10", "g", "100", "g"))
    assert [one.ingredient for one in read.inactives] == ["ingredient_methyl_salicylate"]
    assert read.inactives[0].of_source


def test_an_unapproved_homeopathic_is_one() -> None:
    read = label(
        ingredient("ARNICA MONTANA", "6", "[hp_X]", "1", "g"),
        "Arnica montana 6X HPUS",
        "unapproved homeopathic",
        "",
    )
    (arnica,) = read.actives
    assert read.kind is ProductKind.HOMEOPATHIC
    assert read.has_mark(MarkKind.UNAPPROVED)
    assert arnica.dilution is not None
    assert arnica.dilution.steps == 6
    assert arnica.amount is None


def test_an_approved_drug_carries_its_number() -> None:
    read = label(ingredient("LIDOCAINE", "40", "mg", "1", "g"), "Lidocaine 4%", "NDA", "NDA021623")
    assert read.has_mark(MarkKind.NDA)
    assert read.identity.approval == "NDA021623"


def test_a_patch_in_milligrams_has_no_percentage() -> None:
    (lidocaine,) = label(ingredient("LIDOCAINE", "560", "mg", "1", "1")).actives
    assert lidocaine.amount is not None
    assert lidocaine.amount.mg == 560
    assert lidocaine.amount.percent is None


@pytest.mark.parametrize("value", ["", "x", "1e999", "-5", "99999999999999999999"])
def test_a_number_that_is_none_gives_no_strength(value: str) -> None:
    (menthol,) = label(ingredient("MENTHOL", value, "g", "100", "g")).actives
    assert menthol.ingredient == "ingredient_menthol"
    assert menthol.amount is None
