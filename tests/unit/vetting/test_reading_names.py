# SPDX-License-Identifier: Apache-2.0
"""A printed name means what it means in any language and spelling, and nothing else."""

from __future__ import annotations

import pytest

from unclench.evidence import load
from unclench.vetting.lists import listed_in
from unclench.vetting.names import ALSO, B_PARTS, BY_ROUTE
from unclench.vetting.synonyms import Names, fold, names_of


def names() -> Names:
    return names_of(load())


@pytest.mark.parametrize(
    ("printed", "ingredient"),
    [
        ("Menthol USP", "menthol"),
        ("LEVOMENTHOL", "menthol"),
        ("Mentha Piperita (Peppermint) Oil", "menthol"),
        ("Mentha Piperita oil", "menthol"),
        ("Pfefferminzöl", "menthol"),
        ("Oil of wintergreen", "methyl_salicylate"),
        ("Gaultheria Procumbens (Wintergreen) Leaf Oil", "methyl_salicylate"),
        ("Methylsalicylat", "methyl_salicylate"),
        ("Methyl Salicytate", "methyl_salicylate"),
        ("Trolamin Salicylate", "trolamine_salicylate"),
        ("COMOHOR", "camphor"),
        ("Camphor (synthetic)", "camphor"),
        ("Lidocaine HCI", "lidocaine"),
        ("Capsicum Frutescens Fruit Extract", "capsaicin"),
        ("Diclofenac-Natrium", "diclofenac_topical"),
        ("magnesium bisglycinate", "magnesium"),
        ("Magnesium (as magnesium citrate)", "magnesium"),
        ("Trimagnesiumdicitrat", "magnesium"),
        ("Magnesiumoxid", "magnesium"),
        ("oxyde de magnésium", "magnesium"),
        ("citrate de magnésium", "magnesium"),
        ("Magnesium L-Threonate (Magtein®)", "magnesium"),
        ("Mg", "magnesium"),
        ("Kaliumchlorid", "potassium"),
        ("Calcium carbonate", "calcium"),
        ("Vitamin B6 (as pyridoxine HCI)", "vitamin_b_complex"),
        ("Vitamin D3 (cholecalciferol)", "vitamin_d"),
        ("Menaquinone-7", "vitamin_k2"),
        ("Chininhydrochlorid", "quinine"),
        ("Cinchona Officinalis", "quinine"),
        ("L-Taurine", "taurine"),
        ("cannabidiol (CBD)", "cbd"),
        ("Acetylsalicylsäure", "aspirin"),
        ("Paracetamol", "acetaminophen"),
        ("Rhus tox", "homeopathic_cramp_remedies"),
    ],
)
def test_a_name_is_understood(printed: str, ingredient: str) -> None:
    found = names().find(printed)
    assert found is not None
    assert found.ingredient == f"ingredient_{ingredient}"
    assert not found.aid


@pytest.mark.parametrize(
    "printed",
    [
        "menthol-free",
        "base without (menthol)",
        "Menthol free",
        "without camphor",
        "free of lidocaine",
        "no quinine",
        "ohne Menthol",
        "sea salt",
        "Menthoxypropanediol",
        "menthyl lactate",
        "hydroquinone",
        "ubiquinone",
        "quinidine",
        "custard",
        "cadmium",
        "manganese",
        "vitamin c",
        "vitamin e",
        "magnolia bark",
        "potash alum",
        "Dimethicone",
        "citric acid",
        "silverweed",
        "sodium",
        "camphene",
        "thymol",
        "calamine",
        "",
        "()",
        "%",
        "prilocaine oxide blend",
        "Mentol plus Eukalyptus",
    ],
)
def test_what_only_looks_like_it_is_something_else(printed: str) -> None:
    found = names().find(printed)
    assert found is None or not found.ingredient


@pytest.mark.parametrize(
    "printed",
    [
        "magnesium stearate",
        "stéarate de magnésium",
        "Magnesiumsalze der Speisefettsäuren",
        "sels de magnésium d'acides gras",
        "potassium sorbate",
        "Calcium silicate",
        "magnesium aluminum silicate",
        "ACESULFAME POTASSIUM",
    ],
)
def test_a_tablet_aid_is_no_dose(printed: str) -> None:
    found = names().find(printed)
    assert found is not None
    assert found.aid


@pytest.mark.parametrize(
    ("printed", "family"),
    [
        ("Salix Alba (Willow) Bark Extract", "salicylate"),
        ("glycol salicylate", "salicylate"),
        ("Weidenrinde", "salicylate"),
        ("vitamin K1", "vitamin_k"),
        ("Menaquinone-7", "vitamin_k"),
        ("ketoprofen", "nsaid"),
        ("aspartame", "aspartame"),
        ("Methyl salicylate", "salicylate"),
    ],
)
def test_kin_is_named_where_content_has_no_record(printed: str, family: str) -> None:
    found = names().find(printed)
    assert found is not None
    assert family in found.families


def test_a_near_spelling_is_doubtful_and_a_right_one_is_not() -> None:
    near, right = names().find("Methyl Salicytate"), names().find("Methyl Salicylate")
    assert near is not None
    assert right is not None
    assert (near.doubtful, right.doubtful) == (True, False)


def test_a_code_of_the_register_beats_a_misspelt_name() -> None:
    found = names().find("MNTHL", unii="L7T10EIP3A")
    assert found is not None
    assert found.ingredient == "ingredient_menthol"


@pytest.mark.parametrize(
    "printed", ["oil of wintergreen", "peppermint oil", "capsicum oleoresin", "cinchona bark", "hemp extract"]
)
def test_an_oil_or_extract_is_a_source(printed: str) -> None:
    found = names().find(printed)
    assert found is not None
    assert found.of_source


def test_something_known_is_found_in_a_flavour_and_in_brackets() -> None:
    items = listed_in(
        "Ingredients: water, flavouring (including quinine), natural wintergreen flavor, sweetener (aspartame), "
        "menthol-free base, 1,2-Hexanediol, alcohol 0,5 % and silver.",
        names(),
    )
    found = [item.match.ingredient or item.match.families[0] for item in items if item.match]
    assert found == ["ingredient_quinine", "ingredient_methyl_salicylate", "aspartame"]
    assert "1,2-Hexanediol" in [item.written for item in items]


def test_every_other_name_belongs_to_a_record_of_content() -> None:
    known = names()
    records = {*ALSO, *BY_ROUTE, *(other for routes in BY_ROUTE.values() for other in routes.values())}
    assert records <= set(known.records)
    assert "ingredient_vitamin_b_complex" in known.records
    for key, printed in ALSO.items():
        for name in printed:
            found = known.find(name, near=0)
            assert found is not None, name
            assert found.ingredient in {key, *BY_ROUTE.get(key, {}).values()}, name
    assert all(fold(name) for parts in B_PARTS.values() for name in parts)


def test_every_name_content_gives_is_understood() -> None:
    known = names()
    for key, record in known.records.items():
        for printed in (record.name, record.inci):
            found = known.find(printed) if printed else None
            assert (
                not printed
                or found is None
                or key in {found.ingredient, *BY_ROUTE.get(found.ingredient, {}).values()}
            )
