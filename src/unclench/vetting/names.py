# SPDX-License-Identifier: Apache-2.0
"""Names by which labels call what content knows, beside those content itself lists.

These are spellings of one substance: INCI, pharmacopoeia Latin, German, French, Dutch, Spanish. Which record they
belong to is chemistry, from memory; nothing is said about harm or use here. Write them in any case, with or without
accents; `synonyms` folds both.
"""

from __future__ import annotations

__all__ = ["ALSO", "BY_ROUTE", "B_PARTS", "FAMILIES", "HIDDEN_WORDS", "NO_NAMES"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ALSO: dict[str, tuple[str, ...]] = {
    "ingredient_menthol": (
        "menthol crystals", "dl menthol", "racemic menthol", "mentholum", "levomentholum", "mentol", "l mentol",
        "natural menthol", "synthetic menthol", "menthol natural", "menthol synthetic", "levomentol",
        "peppermint oil", "oil of peppermint", "peppermint essential oil", "mint oil", "cornmint oil",
        "mentha piperita", "mentha piperita oil", "mentha piperita leaf oil", "mentha piperita peppermint oil",
        "mentha piperita essential oil", "mentha arvensis oil", "mentha arvensis leaf oil", "mentha arvensis",
        "mentha arvensis mint oil", "mentha canadensis oil", "menthae piperitae aetheroleum", "pfefferminzöl",
        "pfefferminzoel", "minzöl", "japanisches minzöl", "huile essentielle de menthe poivrée", "pepermuntolie",
        "huile de menthe poivrée", "aceite de menta",
    ),
    "ingredient_camphor": (
        "kampfer", "campher", "camphora", "camphre", "kamfer", "racemic camphor", "camphor racemic", "canfora",
        "racemischer campher", "d campher", "dl campher", "synthetic camphor", "natural camphor", "camphor oil",
        "white camphor oil", "cinnamomum camphora", "cinnamomum camphora oil", "cinnamomum camphora bark oil",
        "camphor bark oil", "huile de camphre", "comohor", "1 7 7 trimethylbicyclo 2 2 1 heptan 2 one",
    ),
    "ingredient_methyl_salicylate": (
        "methylsalicylat", "methylsalicylate", "salicylate de méthyle", "methylis salicylas", "salicilato de metilo",
        "wintergreen", "wintergreen essential oil", "wintergrünöl", "gaultheria oil", "gaultheria procumbens",
        "gaultheria procumbens oil", "gaultheria procumbens wintergreen leaf oil", "wintergreen leaf oil",
        "gaultheria procumbens wintergreen oil", "gaultheria fragrantissima leaf oil", "gaultheria fragrantissima",
        "gaultheria fragrantissima oil", "gaultheria procumbens leaf extract", "betula lenta oil",
        "betula lenta bark oil", "birch oil sweet", "huile essentielle de gaulthérie", "gaulthérie",
        "metilsalicilato", "methyl 2 hydroxybenzoate", "wintergreen flavor", "wintergreen flavour",
        "natural wintergreen flavor", "gaultheria",
    ),
    "ingredient_trolamine_salicylate": (
        "trolaminsalicylat", "trolamine salicylat", "tea salicylat", "triethanolamin salicylat", "trolamini salicylas",
        "salicylate de trolamine",
    ),
    "ingredient_capsaicin": (
        "capsaicine", "capsicine", "capsaicinoids", "capsaicinoid", "capsicum annuum", "capsicum frutescens",
        "capsicum annuum fruit extract", "capsicum annuum extract", "capsicum frutescens fruit extract",
        "capsicum frutescens extract", "capsicum frutescens fruit", "capsicum annuum fruit", "oleoresin capsicum",
        "capsicum frutescens oleoresin", "capsicum annuum resin", "capsicum annuum oleoresin", "capsici oleoresina",
        "capsicum fruit extract", "capsicum fruit powder", "capsicum resin", "cayennepfeffer", "cayenne pepper",
        "cayennepfefferextrakt", "cayennepfefferdickextrakt", "chilipfefferextrakt", "chili pepper extract",
        "cayenne pepper extract", "hot pepper extract", "piment de cayenne", "capsaicina", "nonivamid", "nonivamide",
        "zucapsaicin", "capsicum annuum fruit powder", "cayenne pepper fruit", "chile extract",
    ),
    "ingredient_lidocaine": (
        "lidocain", "lidocainhydrochlorid", "lidocainum", "lidocaina", "lidocaïne", "lignocaine hydrochloride",
        "lidocaine base", "lidocaine hydrochloride monohydrate", "lignocain", "chlorhydrate de lidocaïne",
    ),
    "ingredient_diclofenac_topical": (
        "diclofenac sodium", "diclofenac natrium", "diclofenac-natrium", "diclofenac diethylammonium",
        "diclofenac-diethylamin", "diclofenac n ethylethanamin", "diclofenac epolamine", "diclofenac-epolamin",
        "diclofenac potassium", "diclofenac kalium", "diclofénac", "diclofenaco", "diclofenac diethylamine salt",
        "diclofenac hydroxyethylpyrrolidine", "diclofenacum",
    ),
    "ingredient_arnica": (
        "arnica", "arnika", "arnica montana flower", "arnica flower extract", "arnica tincture", "arnikatinktur",
        "arnikablüten", "arnikaextrakt", "arnica flower oil", "arnicae flos", "arnica oil", "arnicae tinctura",
        "arnica montana root", "arnica montana whole", "arnica montana flos", "arnica flower", "arnikablütenextrakt",
        "arnica chamissonis flower extract", "teinture d'arnica", "arnica montana extract",
    ),
    "ingredient_cbd": (
        "cbd isolate", "cannabidiol isolate", "broad spectrum hemp extract", "broad-spectrum hemp", "hanfextrakt",
        "cannabis sativa extract", "cannabis sativa flower extract", "cannabis sativa leaf extract", "hemp cbd",
        "cannabis sativa flower leaf extract", "cannabis sativa flower leaf stem extract", "cbd oil", "cbd öl",
        "cannabidiol cbd", "full spectrum hemp extract", "full spectrum cbd", "phytocannabinoid rich hemp extract",
        "cannabis sativa hemp extract", "hemp flower extract", "industrial hemp extract", "cannabidiol from hemp",
        "cannabidiol derived from extract or tincture or resin of cannabis",
    ),
    "ingredient_turmeric_topical": ("curcuma longa rhizome extract", "curcuma longa turmeric root oil"),
    "ingredient_turmeric_oral": (
        "kurkuma", "kurkumaextrakt", "kurkuma extrakt", "gelbwurz", "curcuma longa root", "curcuma longa rhizome",
        "turmeric root", "turmeric extract", "turmeric root extract", "turmeric powder", "turmeric root powder",
        "turmeric rhizome", "turmeric rhizome extract", "curcuma", "curcumine", "curcuma extract", "cúrcuma",
        "curcumin phytosome", "curcumin c3 complex", "tumeric", "curcuma longa extract", "curcumin extract",
        "curcuma longa l", "extrait de curcuma", "kurkumawurzel", "turmeric curcumin",
    ),
    "ingredient_celery_seed": (
        "celery seed", "celery seeds", "selleriesamen", "selleriesamenextrakt", "celery seed powder",
        "graines de céleri", "celery seed oil", "celery fruit extract",
    ),
    "ingredient_magnesium": (
        "mg2+", "magnésium", "magnesio", "magnesiumion", "magnesium elemental", "elemental magnesium",
        "magnesia alba", "epsom salts oral", "magnésium marin", "buffered magnesium", "magnesium complex",
        "milk of magnesia", "sucrosomial magnesium", "magtein", "meeresmagnesium", "magnesiumverbindung",
        "trimagnesium dicitrate",
    ),
    "ingredient_magnesium_sulfate_topical": (
        "epsom salts", "epsom", "bittersalz", "magnesia sulphurica", "magnesia sulfurica", "magnesium oil",
        "magnesiumöl", "magnesium spray", "magnesium oil", "magnesium bath flakes", "zechstein magnesium",
        "sel d'epsom", "magnesium sulfuricum", "magnesium lotion", "magnesium flocken",
    ),
    "ingredient_potassium": (
        "kalium", "potasio", "k+", "kaliumion", "elemental potassium", "potassium ion", "potassio",
    ),
    "ingredient_calcium": ("kalzium", "calcio", "ca2+", "elemental calcium", "coral calcium", "calcium elemental"),
    "ingredient_vitamin_b_complex": (
        "vitamin b komplex", "b complex", "b vitamins", "b-vitamine", "vitamin b", "complexe vitamine b",
    ),
    "ingredient_vitamin_d": (
        "vitamin d 3", "vitamin d 2", "vitamin d2", "colecalciferol", "cholecalciferolum", "vitamine d",
        "vitamine d3", "cholécalciférol", "vitamina d", "vitamina d3", "d3", "vegan d3", "colécalciférol",
    ),
    "ingredient_vitamin_k2": (
        "vitamin k 2", "vitamin k2 mk 7", "vitamin k2 mk7", "mk7", "menachinon", "menachinon 7", "mk4",
        "menaquinone 4", "vitamine k2", "vitamin k2 menaquinone 7", "vitamin k2 menaquinone", "vitamin k2 menachinon 7",
        "k2", "k2 mk7", "vitamin k2 as mk 7", "all trans menaquinone 7", "k2vital", "menaq7",
    ),
    "ingredient_taurine": ("taurin", "l taurin", "taurina", "taurinum"),
    "ingredient_quinine": (
        "chinin", "chininsulfat", "chininhydrochlorid", "chininum", "quinine hcl", "quinine sulphate", "quinin",
        "quinine dihydrochloride", "quinina", "chinina", "cinchona", "cinchona extract", "cinchona pubescens bark",
        "cinchona officinalis bark", "cinchona succirubra", "cinchona succirubra bark", "chinarinde", "china rubra",
        "chinarindenextrakt", "cinchona pubescens", "cinchona calisaya", "chininum arsenicosum", "chininum muriaticum",
        "sulfate de quinine", "quinine monohydrochloride", "kinine", "cinchona bark extract", "peruvian bark",
        "arôme quinine", "chlorhydrate de quinine", "quinine hydrochloride dihydrate", "aroma chinin",
        "chininhaltig", "quinquina", "natural quinine", "quinine extract", "cinchona ledgeriana", "quina",
    ),
    "ingredient_homeopathic_cramp_remedies": (
        "cuprum", "cuprum met", "copper metal", "cuprum aceticum", "magnesium phosphoricum", "magnesia phos",
        "mag phos", "mag phosphorica", "magnesium phosphate dibasic trihydrate", "rhus tox", "toxicodendron pubescens",
        "toxicodendron pubescens leaf", "viscum album fruiting top", "gnaphalium", "ledum", "ledum palustre twig",
        "pseudognaphalium obtusifolium", "aconite", "aconitum",
        "citrullus colocynthis", "citrullus colocynthis fruit pulp",
        "citrullus colocynthis fruit", "lycopodium clavatum", "lycopodium clavatum spore", "colocynth",
        "rhododendron tomentosum leafy twig", "aconitum napellus whole",
    ),
    "ingredient_colloidal_silver": (
        "kolloidales silber", "nano silver", "silver nitrate", "silver citrate", "microsilver", "silber", "argent",
        "argent colloïdal", "ionic silver", "silver hydrosol", "argentum metallicum", "argentum nitricum",
        "argentum colloidale", "colloidal silver colloidal", "plata coloidal", "silver colloid", "silver protein",
        "silver chloride",
    ),
    "ingredient_ibuprofen": ("ibuprofeno", "ibuprofen lysine", "ibuprofène", "ibuprofen lysinat", "ibuprofen sodium"),
    "ingredient_naproxen": ("naproxen natrium", "naproxen-natrium", "naproxène", "naproxeno"),
    "ingredient_aspirin": (
        "acetylsalicylsäure", "ass", "acide acétylsalicylique", "aspirin nsaid", "buffered aspirin",
        "ácido acetilsalicílico", "acidum acetylsalicylicum",
    ),
    "ingredient_acetaminophen": ("paracetamolum", "paracétamol", "acetaminofén", "acetaminophenum"),
    "ingredient_diphenhydramine": (
        "diphenhydramine hydrochloride", "diphenhydramin", "diphenhydraminhydrochlorid", "difenhidramina",
    ),
    "ingredient_pickle_juice": (
        "gurkenwasser", "pickle brine concentrate", "dill pickle juice", "pickled cucumber juice",
    ),
    "ingredient_electrolyte_mix": (
        "oral rehydration solution", "oral rehydration salt", "electrolyte mix", "elektrolytgetränk", "salt tablet",
        "electrolyte powder", "electrolyte tablets", "sport drink", "rehydration salts", "elektrolytpulver",
        "electrolyte drink mix", "boisson électrolyte", "hydration drink mix", "isotonic drink", "isotonisches getränk",
    ),
}  # fmt: skip

B_PARTS: dict[str, tuple[str, ...]] = {
    "B1": ("vitamin b1", "vitamin b 1", "b1", "thiamine", "thiamin", "thiamine hydrochloride", "thiamine hcl",
           "thiamine mononitrate", "thiaminmononitrat", "thiaminhydrochlorid", "benfotiamine", "benfotiamin",
           "vitamine b1"),
    "B2": ("vitamin b2", "vitamin b 2", "b2", "riboflavin", "riboflavine", "riboflavin 5 phosphate", "vitamine b2"),
    "B3": ("vitamin b3", "niacin", "niacinamide", "nicotinamide", "nicotinamid", "nicotinic acid", "vitamine b3"),
    "B5": ("vitamin b5", "pantothenic acid", "pantothensäure", "calcium pantothenate", "d calcium pantothenate",
           "calcium d pantothenate", "calcium d pantothenat", "calciumpantothenat"),
    "B6": ("vitamin b6", "vitamin b 6", "b6", "pyridoxine", "pyridoxin", "pyridoxine hydrochloride", "pyridoxine hcl",
           "pyridoxinhydrochlorid", "pyridoxal 5 phosphate", "pyridoxal phosphate", "p5p", "p 5 p", "pyridoxamine",
           "pyridoxal 5 phosphat", "vitamine b6", "vitamina b6", "pyridoxal"),
    "B7": ("biotin", "vitamin b7", "d biotin", "biotine"),
    "B9": ("folic acid", "folate", "folsäure", "vitamin b9", "methylfolate", "l methylfolate", "5 mthf",
           "calcium l methylfolate", "acide folique"),
    "B12": ("vitamin b12", "vitamin b 12", "b12", "cyanocobalamin", "methylcobalamin", "hydroxocobalamin",
            "adenosylcobalamin", "cobalamin", "vitamine b12", "vitamina b12"),
}  # fmt: skip
"""The members of the B group; what counts as too much differs between them."""

BY_ROUTE: dict[str, dict[str, str]] = {
    "ingredient_magnesium": {"skin": "ingredient_magnesium_sulfate_topical"},
    "ingredient_magnesium_sulfate_topical": {"mouth": "ingredient_magnesium"},
    "ingredient_turmeric_oral": {"skin": "ingredient_turmeric_topical"},
    "ingredient_turmeric_topical": {
        "mouth": "ingredient_turmeric_oral",
        "unknown": "ingredient_turmeric_oral",
    },
    "ingredient_capsaicin": {"mouth": "ingredient_trp_agonists"},
}
"""The same substance is another record on the skin than in the mouth."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "salicylate": (
        "salicylic acid", "salicylsäure", "acide salicylique", "willow bark", "willow bark extract", "white willow",
        "white willow bark", "white willow bark extract", "salix alba", "salix alba bark extract",
        "salix alba willow bark extract", "salix nigra bark extract", "salix nigra willow bark extract",
        "weidenrinde", "weidenrindenextrakt", "salicis cortex", "salicin", "salicylate", "salicylates",
        "glycol salicylate", "glycol monosalicylate", "hydroxyethyl salicylate", "hydroxyethylsalicylat",
        "ethyl salicylate", "choline salicylate", "cholinsalicylat", "diethylamine salicylate", "meadowsweet",
        "diethylamin salicylat", "sodium salicylate", "magnesium salicylate", "bismuth subsalicylate", "octisalate",
        "salicylamide", "salix purpurea bark extract", "spiraea ulmaria extract",
        "écorce de saule", "birch bark extract",
        "ethylhexyl salicylate", "salsalate", "diflunisal", "benzyl salicylate", "salix alba bark",
    ),
    "nsaid": (
        "ketoprofen", "piroxicam", "etofenamate", "etofenamat", "felbinac", "indometacin", "indomethacin",
        "meloxicam", "celecoxib", "dexibuprofen", "flurbiprofen", "ketorolac", "mefenamic acid", "dexketoprofen",
        "diclofenac", "tolfenamic acid", "nimesulide", "aceclofenac",
    ),
    "vitamin_k": (
        "vitamin k", "vitamin k1", "vitamin k 1", "phylloquinone", "phytonadione", "phytomenadione", "phyllochinon",
        "vitamine k", "vitamine k1",
    ),
    "local_anaesthetic": (
        "benzocaine", "benzocain", "pramoxine", "pramoxine hydrochloride", "pramocaine", "dibucaine", "tetracaine",
        "prilocaine", "prilocain", "cinchocaine",
    ),
    "aspartame": ("aspartame", "aspartam", "e951"),
    "sulfite": (
        "sodium metabisulfite", "sodium metabisulphite", "potassium metabisulfite", "sodium sulfite", "sulphites",
        "sulfites", "sodium bisulfite", "e223", "e224",
    ),
    "latex": ("natural rubber", "natural rubber latex", "latex", "natural latex"),
    "steroid": ("hydrocortisone", "hydrocortisone acetate", "dexamethasone", "hydrocortison"),
}  # fmt: skip
"""What has no record of its own but is a kind of something that rules ask for. Kinship is from memory and errs on
the side of naming it."""

HIDDEN_WORDS = _words(
    "menthol levomenthol camphor kampfer campher wintergreen gaultheria capsaicin capsicum cannabidiol "
    "cbd quinine chinin quinina chinina kinine cinchona lidocaine lignocaine lidocain salicylate "
    "salicylates arnica arnika diclofenac ibuprofen naproxen aspirin acetaminophen paracetamol"
)
"""One such word within a longer name is enough to show it: "natural menthol flavor", "arnica and aloe blend"."""

NO_NAMES = frozenset({"hpus", "pm formulas", "mustard", "tonic water", "bitter lemon", "vinegar"})
"""What content lists for people and search, and no ingredient is called alone."""
