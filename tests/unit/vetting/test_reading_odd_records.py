# SPDX-License-Identifier: Apache-2.0
"""Records in other layouts, cut off, damaged or crafted are read as far as they go, or refused in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from unclench.evidence import load
from unclench.vetting import Label, read_label
from unclench.vetting.label import LabelFormat, MarkKind, Missing, ProductKind, Region, Route
from unclench.vetting.quantities import Between
from unclench.vetting.refusals import UnreadableLabel

SAMPLES = Path(__file__).parents[2] / "samples" / "labels"


def read(record: Any, **more: Any) -> Label:
    data = record if isinstance(record, bytes) else json.dumps(record).encode()
    return read_label(data, library=load(), **more)


def drug(active: str, **sections: str) -> Label:
    fields = {name: [text] for name, text in sections.items()}
    return read(
        {"results": [{"active_ingredient": [active], "warnings": ["For external use only"]} | fields]}
    )


def found(label: Label) -> list[tuple[str, float | None]]:
    return [
        (one.ingredient.removeprefix("ingredient_"), one.amount.percent if one.amount else None)
        for one in label.actives
    ]


@pytest.mark.parametrize("wrap", [lambda one: {"results": [one]}, lambda one: one, lambda one: [one],
                                  lambda one: {"results": one}])  # fmt: skip
def test_a_whole_answer_and_one_of_its_results_are_the_same(wrap: Any) -> None:
    result = {"active_ingredient": ["Menthol 4%"], "warnings": ["For external use only"]}
    assert found(read(wrap(result))) == [("menthol", 4)]


@pytest.mark.parametrize("value", [
    "Menthol 4%", ["Menthol 4%"], [["Menthol 4%"]], {"text": "Menthol 4%"}, ["", "Menthol 4%"], "Menthol&nbsp;4&#37;",
    "<table><tr><td>Menthol</td><td>4%</td></tr></table>",
])  # fmt: skip
def test_a_section_may_have_any_shape(value: Any) -> None:
    assert found(read({"active_ingredient": value, "warnings": "For external use only"})) == [("menthol", 4)]


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        ("Active ingredients Purpose Camphor 11%.....External analgesic Menthol 16%......External analgesic",
         [("camphor", 11), ("menthol", 16)]),
        ("Active ingredient (by weight) Capsaicin 0.1%", [("capsaicin", 0.1)]),
        ("Active ingredient (per patch) Lidocaine 560 mg (4%)", [("lidocaine", 4)]),
        ("Menthol 1.25 mg in each gram", [("menthol", 0.125)]),
        ("Menthol 10% Camphor", [("menthol", 10), ("camphor", None)]),
        ("Menthol %, Camphor 3%", [("camphor", 3), ("menthol", None)]),
        ("10% Menthol and 3% Camphor", [("menthol", 10), ("camphor", 3)]),
        ("Lidocaine 4 % w/w, Menthol 1 % w/w, in a 10 g patch", [("lidocaine", 4), ("menthol", 1)]),
        ("Diclofenac diethylamine 1.16% w/w (equivalent to diclofenac sodium 1%)", [("diclofenac_topical", 1.16)]),
    ],
)  # fmt: skip
def test_the_line_of_actives_is_read_in_any_order(
    active: str, expected: list[tuple[str, float | None]]
) -> None:
    label = drug(active)
    assert found(label) == expected
    assert label.contradictions == ()


def test_one_pack_mass_that_stands_out_is_a_contradiction() -> None:
    label = drug("Methyl salicylate 30% (30 g) Menthol 10% (10 g) Camphor 4% (8 g)")
    assert [one.ingredient for one in label.contradictions] == ["ingredient_camphor"]


@pytest.mark.parametrize("active", ["Menthol 4%, Menthol 7%", "Menthol 10% (50 mg/g)"])
def test_two_strengths_of_one_active_are_a_contradiction(active: str) -> None:
    assert [one.ingredient for one in drug(active).contradictions] == ["ingredient_menthol"]


def test_the_front_and_the_list_must_agree() -> None:
    front = {"package_label_principal_display_panel": "Menthol 5% pain gel"}
    assert drug("Menthol 5%", **front).contradictions == ()
    assert [one.second for one in drug("Menthol 4%", **front).contradictions] == ["5%"]


def test_a_registered_code_brings_back_an_active_the_prose_lost() -> None:
    label = read(
        {
            "results": [
                {"active_ingredient": ["M nth l 4"], "openfda": {"unii": ["L7T10EIP3A"], "route": "TOPICAL"}}
            ]
        }
    )
    assert "ingredient_menthol" in label.ingredients


def test_uses_that_stand_in_the_directions_are_claims() -> None:
    label = drug(
        "Trolamine salicylate 10%", dosage_and_administration="Temporarily relieves leg cramps. Apply daily."
    )
    assert any("leg cramps" in claim.text for claim in label.claims)


def test_a_register_entry_has_strengths_and_says_what_it_lacks() -> None:
    label = read(
        {"results": [{"product_ndc": "12345-678", "labeler_name": "Firm", "brand_name": "Rub", "route": ["TOPICAL"],
                      "marketing_category": "OTC MONOGRAPH DRUG", "dosage_form": "GEL",
                      "active_ingredients": [{"name": "MENTHOL", "strength": ".1 g/g"},
                                             {"name": "ARNICA MONTANA", "strength": "4 [hp_X]/1"}],
                      "packaging": [{"package_ndc": "12345-678-90"}]}]}
    )  # fmt: skip
    assert label.format is LabelFormat.OPENFDA_LISTING
    assert found(label) == [("menthol", 10), ("arnica", None)]
    assert label.identity.ndcs == ("12345-678", "12345-678-90")
    assert label.complete is False
    assert label.has_mark(MarkKind.MONOGRAPH)


@pytest.mark.parametrize("number", ["NDA021623", "ANDA 207028", "BLA012345"])
def test_an_approval_is_a_mark(number: str) -> None:
    label = read({"active_ingredient": ["Menthol 3%"], "openfda": {"application_number": [number]}})
    assert label.has_mark(MarkKind.NDA)


def dsld(rows: list[dict[str, Any]], **more: Any) -> Label:
    return read({"fullName": "Cramp Ease", "brandName": "Brand", "ingredientRows": rows} | more)


def row(name: str, mg: float | None = None, **more: Any) -> dict[str, Any]:
    quantity = [{"quantity": mg, "unit": "mg", "servingSizeOrder": 1}] if mg is not None else []
    return {"name": name, "quantity": quantity} | more


def test_a_blend_of_the_supplement_database_hides_doses() -> None:
    label = dsld(
        [
            row(
                "Cramp Blend",
                800,
                category="blend",
                nestedRows=[row("Magnesium"), row("Turmeric"), row("Cayenne")],
            )
        ]
    )
    assert label.has_mark(MarkKind.PROPRIETARY_BLEND)
    assert [(one.blend, one.amount) for one in label.actives] == [("Cramp Blend", None)] * 3
    assert Missing.AMOUNTS in label.missing


def test_a_breakdown_below_a_row_is_not_added_to_it() -> None:
    label = dsld([row("Magnesium", 144, nestedRows=[row("Magnesium L-threonate", 2000)])])
    assert [one.elemental_mg for one in label.actives] == [Between(144, 144)]


def test_a_row_that_names_the_salt_may_mean_either() -> None:
    (salt,) = dsld([row("Magnesium Citrate", 400)]).actives
    assert salt.elemental_mg == Between(44, 400)
    assert not salt.elemental_stated


def test_a_salt_without_a_share_in_content_cannot_be_worked_out() -> None:
    label = dsld([row("Magnesium Malate", 1000)])
    assert label.actives[0].elemental_mg is None
    assert label.unknowns == ("How much magnesium is in Magnesium Malate cannot be worked out.",)
    assert Missing.ELEMENTAL in label.missing


def test_an_excipient_with_the_group_of_a_mineral_is_no_dose() -> None:
    label = dsld([row("Magnesium", 100)], otheringredients={"ingredients": [
        {"name": "None"}, {"name": "Magnesium Stearate", "ingredientGroup": "Magnesium"}]})  # fmt: skip
    assert [(one.written, one.aid) for one in label.inactives] == [("Magnesium Stearate", True)]


def test_sodium_in_the_table_is_no_active() -> None:
    label = dsld([row("Sodium", 10), row("Magnesium", 100)])
    assert [one.written for one in label.actives] == ["Magnesium"]
    assert [one.written for one in label.nutrients] == ["Sodium"]


@pytest.mark.parametrize("shape", [lambda one: {"status": 1, "code": "1", "product": one},
                                   lambda one: {"status": "success", "product": one, "result": {"id": "x"}},
                                   lambda one: {"products": [one], "count": 1}, lambda one: one])  # fmt: skip
def test_every_layout_of_open_food_facts_is_one(shape: Any) -> None:
    label = read(
        shape({"product_name": "Indian Tonic", "ingredients_text": "water, sugar, flavouring (quinine)"})
    )
    assert label.format is LabelFormat.OPEN_FOOD_FACTS
    assert found(label) == [("quinine", None)]
    assert label.route is Route.MOUTH


def test_names_in_the_language_of_the_record_are_found() -> None:
    label = read({"product": {"lang": "de", "product_name_de": "Tonic Wasser", "countries_tags": ["en:germany"],
                              "ingredients": [{"id": "en:water"}, {"text": "Aroma Chinin"}]}})  # fmt: skip
    assert found(label) == [("quinine", None)]
    assert (label.name, label.region) == ("Tonic Wasser", Region.EU)


def test_the_table_of_a_supplement_gives_its_dose() -> None:
    label = read({"product": {
        "product_name": "Magnesium 250", "categories_tags": ["en:dietary-supplements"], "serving_size": "1 tablet",
        "ingredients_text": "magnesium oxide, cellulose, magnesium stearate",
        "nutriments": {"magnesium_serving": 0.25, "magnesium_100g": 20.0, "magnesium_unit": "mg"}}})  # fmt: skip
    assert label.kind is ProductKind.SUPPLEMENT
    assert any(one.elemental_mg == Between(250, 250) for one in label.actives)


def test_spice_in_an_ordinary_food_is_a_food_amount() -> None:
    label = read(
        {"product": {"product_name": "Curry sauce", "ingredients_text": "water, turmeric, celery seed, salt"}}
    )
    assert label.actives == ()
    assert {"ingredient_turmeric_oral", "ingredient_celery_seed"} <= set(label.ingredients)


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.99])
def test_a_record_that_breaks_off_is_never_whole(share: float) -> None:
    data = (SAMPLES / "dailymed_biofreeze_cream_menthol10.json").read_bytes()
    label = read(data[: int(len(data) * share)].replace(b'"complete": true', b'"complete": null'))
    assert label.complete is not True


def test_damage_in_the_middle_does_not_lose_what_stands_behind() -> None:
    data = (SAMPLES / "dailymed_salonpas_pain_relief_patch.json").read_bytes()
    label = read(data.replace(b'"set_id": "', b'"set_id": ', 1))
    assert found(label) == [("menthol", 3), ("methyl_salicylate", 10)]
    assert label.complete is False


def test_a_key_given_twice_hides_nothing() -> None:
    label = read(
        b'{"active_ingredient": ["Menthol 4%"], "active_ingredient": ["Camphor 3%"], "purpose": ["x"]}'
    )
    assert found(label) == [("menthol", 4), ("camphor", 3)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_any_encoding_is_read(encoding: str) -> None:
    assert found(read("Menthol 4 %\nUses: relieves aches – früh".encode(encoding))) == [("menthol", 4)]


def test_a_text_of_windows_is_read() -> None:
    assert found(read("Wirkstoffe: Menthol 4 %, für Füße".encode("cp1252"))) == [("menthol", 4)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 Menthol 4%",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        bytes(range(256)) * 20,
        b"a" * (5 * 1024 * 1024 + 1),
        b"[" * 200_000,
        b'{"a":' * 50_000,
        b"<feed><entry>x</entry></feed>",
        b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document><section>&b;</section></document>',
        b'<!DOCTYPE d SYSTEM "file:///etc/hosts"><document><section/></document>',
        b"<document>" + b"<section>" * 5000,
        b'{"name": "Jo", "age": 40}',
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableLabel) as refused:
        read(data)
    assert refused.value.what
    assert refused.value.why
    assert refused.value.todo
    assert refused.value.http_status == 422


@pytest.mark.parametrize("record", [{"results": [{}]}, {"results": []}, {"openfda": {}}, {"product": {}, "code": "1"},
                                    {"ingredientRows": None}])  # fmt: skip
def test_an_empty_record_is_a_label_with_nothing_on_it(record: dict[str, Any]) -> None:
    label = read(record)
    assert label.actives == ()
    assert label.complete is not True
    assert label.format is LabelFormat.OPEN_FOOD_FACTS or Missing.ACTIVES in label.missing


def test_the_name_a_person_gives_is_shown_and_claims_nothing() -> None:
    label = read({"results": [{"active_ingredient": ["Menthol 4%"]}]}, name="Cures cramps fast")
    assert label.name == "Cures cramps fast"
    assert label.claims == ()
