# SPDX-License-Identifier: Apache-2.0
"""What one label says, whatever form it came in: a record of what is printed, never of what is true.

Every text here is data from outside. It is shown escaped and obeyed never.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from unclench.vetting.quantities import Amount, Between, Dilution

__all__ = [
    "Active",
    "Contradiction",
    "Dates",
    "Directions",
    "Identity",
    "Inactive",
    "Label",
    "LabelFormat",
    "Mark",
    "MarkKind",
    "Missing",
    "ProductKind",
    "Recall",
    "Region",
    "Route",
    "Statement",
    "WarningTopic",
]


class LabelFormat(StrEnum):
    """The form a label came in."""

    OPENFDA_LABEL = "openfda_label"
    OPENFDA_LISTING = "openfda_listing"
    OPENFDA_RECALL = "openfda_recall"
    SPL = "spl"
    DSLD = "dsld"
    OPEN_FOOD_FACTS = "open_food_facts"
    TEXT = "text"


class ProductKind(StrEnum):
    """What it is sold as."""

    DRUG = "drug"
    HOMEOPATHIC = "homeopathic"
    SUPPLEMENT = "supplement"
    FOOD = "food"
    COSMETIC = "cosmetic"
    DEVICE = "device"
    UNKNOWN = "unknown"


class Route(StrEnum):
    SKIN = "skin"
    MOUTH = "mouth"
    RECTAL = "rectal"
    OTHER = "other"
    UNKNOWN = "unknown"


class Region(StrEnum):
    """Whose rules the label seems to follow."""

    US = "US"
    EU = "EU"
    UK = "UK"
    UNKNOWN = "unknown"


class Missing(StrEnum):
    """What a label of this kind would show, and this one does not."""

    NAME = "name"
    BRAND = "brand"
    FIRM = "firm"
    KIND = "kind"
    ROUTE = "route"
    ACTIVES = "actives"
    AMOUNTS = "amounts"
    ELEMENTAL = "elemental"
    INACTIVES = "inactives"
    DIRECTIONS = "directions"
    DAILY_AMOUNT = "daily_amount"
    USES = "uses"
    WARNINGS = "warnings"
    STOP_USE = "stop_use"
    KEEP_FROM_CHILDREN = "keep_from_children"
    CONTACT = "contact"
    LOT = "lot"
    EXPIRY = "expiry"
    DATE = "date"


class WarningTopic(StrEnum):
    """What the warnings of a label speak of."""

    HEAT = "heat"
    BANDAGE = "bandage"
    BROKEN_SKIN = "broken_skin"
    ASPIRIN_ALLERGY = "aspirin_allergy"
    PREGNANCY = "pregnancy"
    KIDNEY = "kidney"
    CHILDREN = "children"
    KEEP_FROM_CHILDREN = "keep_from_children"
    EXTERNAL_ONLY = "external_only"
    STOP_USE = "stop_use"
    BURNS = "burns"
    BLEEDING = "bleeding"
    QUININE_SENSITIVE = "quinine_sensitive"
    EXERCISE_SWEAT = "exercise_sweat"
    OTHER_MEDICINES = "other_medicines"


class MarkKind(StrEnum):
    """A seal, number or fixed sentence that says something about the maker."""

    NDA = "nda"
    MONOGRAPH = "monograph"
    UNAPPROVED = "unapproved"
    UK_LICENCE = "uk_licence"
    UK_THR = "uk_thr"
    UK_HOMEOPATHIC = "uk_homeopathic"
    EU_LICENCE = "eu_licence"
    USP_VERIFIED = "usp_verified"
    NSF_SPORT = "nsf_sport"
    NSF = "nsf"
    INFORMED = "informed"
    CONSUMERLAB = "consumerlab"
    GMP = "gmp"
    FDA_REGISTERED = "fda_registered"
    CERTIFICATE_OF_ANALYSIS = "certificate_of_analysis"
    SUPPLEMENT_DISCLAIMER = "supplement_disclaimer"
    HOMEOPATHIC_DISCLAIMER = "homeopathic_disclaimer"
    HOMEOPATHIC = "homeopathic"
    CHILD_RESISTANT = "child_resistant"
    TAMPER_EVIDENT = "tamper_evident"
    CONTACT = "contact"
    PROPRIETARY_BLEND = "proprietary_blend"
    LISTING_STATUS = "listing_status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A piece of the label's text and the field it stands in. text is as printed: escape it."""

    text: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """written: the words that were found."""

    kind: MarkKind
    written: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """Something the product is sold for, or the part of a supplement or food that counts.

    written: the name as printed. ingredient: an id of content's ingredients, or "" where it is none of them.
    form: the salt or source as printed ("magnesium citrate"). amount: the statement that counts; others: further
    statements of the same active, never added to it. elemental_mg: the mineral itself per amount.per, stated or
    worked out as a range; None where it is no mineral or cannot be worked out. elemental_stated: the label itself
    gives the element. daily_mg: what the directions allow a day, lowest to largest, of the element where it is a
    mineral; None where amount or servings are missing. doubtful: read from text that may be damaged, or found by a
    spelling near to a known one. blend: its amount is hidden in a blend of this name. part: which member of a group
    record it is ("B6" of the B vitamins). of_source: the amount is that of an oil, extract or bark that holds the
    ingredient (peppermint oil 5 % is not menthol 5 %): compare it with no limit. families: what it is a kind of
    (salicylate, nsaid, vitamin_k, ...), known also where content has no record of it (willow bark).
    """

    written: str
    ingredient: str = ""
    form: str = ""
    unii: str = ""
    amount: Amount | None = None
    others: tuple[Amount, ...] = ()
    elemental_mg: Between | None = None
    elemental_stated: bool = False
    daily_mg: Between | None = None
    dilution: Dilution | None = None
    field: str = ""
    doubtful: bool = False
    blend: str = ""
    part: str = ""
    of_source: bool = False
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inactive:
    """Something else in it. ingredient: an id of content where it is a known one hidden here. aid: a known excipient
    (magnesium stearate) that is never a dose, whatever its name holds. families: as in Active."""

    written: str
    ingredient: str = ""
    amount: Amount | None = None
    aid: bool = False
    of_source: bool = False
    doubtful: bool = False
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements of one label that cannot both be true. active: the name as printed."""

    active: str
    ingredient: str
    first: str
    second: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """How it is to be used, as far as the text says so. None and "" mean: not said.

    servings_per_day: how many single amounts a day, lowest to largest. single: how many units at once, with their
    name in single_unit ("tablet", "patch", "mL"). units_per_day: single x times, where both are said.
    youngest_years: the lowest age the directions give. most_days: stop after so many days.
    """

    text: str = ""
    single: Between | None = None
    single_unit: str = ""
    servings_per_day: Between | None = None
    units_per_day: Between | None = None
    every_hours: Between | None = None
    youngest_years: float | None = None
    most_days: float | None = None
    wear_hours: Between | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """effective: of the record. expires: of the listing or pack."""

    effective: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Numbers that name the product beyond doubt. gtins: 14 digits with a right check digit. ndcs: as printed."""

    gtins: tuple[str, ...] = ()
    ndcs: tuple[str, ...] = ()
    uniis: tuple[str, ...] = ()
    set_id: str = ""
    record_id: str = ""
    approval: str = ""
    lots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A regulator's recall record: no label, and no verdict by itself. code_info: lots and expiry as prose."""

    number: str
    firm: str
    product: str
    reason: str = ""
    classification: str = ""
    status: str = ""
    code_info: str = ""
    started: date | None = None
    reported: date | None = None
    classified: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One product's label. Empty means: not found in what was given.

    brand, firm: as printed. actives: what counts, in the order of the label; inactives: the rest. nutrients: the
    nutrition table of a food (sodium, caffeine ...), a food amount. claims: sentences
    that may claim something, each with its field, without the required disclaimers and without warnings. warnings:
    all warning text with the field it stands in; topics: what it speaks of. purpose: what the label says it is for.
    other: text that fits nowhere else. complete: True or False where somebody said so or the text shows it, None
    where nobody knows; only True lets absence prove anything. cut: fields that break off. missing: what a whole label
    would have. unknowns: what was not guessed, in words. recall: set only where the record is a recall.
    """

    format: LabelFormat
    name: str = ""
    brand: str = ""
    firm: str = ""
    kind: ProductKind = ProductKind.UNKNOWN
    region: Region = Region.UNKNOWN
    region_reason: str = ""
    route: Route = Route.UNKNOWN
    route_reason: str = ""
    dosage_form: str = ""
    serving: str = ""
    servings_per_container: str = ""
    actives: tuple[Active, ...] = ()
    nutrients: tuple[Active, ...] = ()
    inactives: tuple[Inactive, ...] = ()
    claims: tuple[Statement, ...] = ()
    warnings: tuple[Statement, ...] = ()
    topics: frozenset[WarningTopic] = frozenset()
    directions: Directions = field(default_factory=Directions)
    purpose: tuple[Statement, ...] = ()
    other: tuple[Statement, ...] = ()
    dates: Dates = field(default_factory=Dates)
    identity: Identity = field(default_factory=Identity)
    marks: tuple[Mark, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    missing: tuple[Missing, ...] = ()
    complete: bool | None = None
    cut: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    recall: Recall | None = None

    @property
    def warning_text(self) -> str:
        """All warnings as one text, for a search in it."""
        return "\n".join(one.text for one in self.warnings)

    @property
    def ingredients(self) -> tuple[str, ...]:
        """The known ingredients of the label, active or not, each once."""
        found = [*(one.ingredient for one in self.actives), *(one.ingredient for one in self.inactives)]
        return tuple(dict.fromkeys(one for one in found if one))

    def has_mark(self, kind: MarkKind) -> bool:
        return any(mark.kind is kind for mark in self.marks)
