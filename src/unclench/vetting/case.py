# SPDX-License-Identifier: Apache-2.0
"""One label, one person, and what the rules ask of both. Every question is answered once and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from unclench.evidence import Library
from unclench.evidence.kinds.products import Clash, Concern, Ingredient
from unclench.vetting.label import (
    Active,
    Inactive,
    Label,
    LabelFormat,
    Mark,
    MarkKind,
    ProductKind,
    Recall,
    Region,
    Route,
)
from unclench.vetting.names import BY_ROUTE
from unclench.vetting.profile import Profile, whole

if TYPE_CHECKING:
    from unclench.vetting.findings import ClaimFinding

__all__ = [
    "HEAT_SENSITIVE",
    "NUTRIENTS",
    "Case",
    "Part",
    "clashes_of",
    "concerns_of",
    "lines_of",
    "open_case",
    "parts_of",
]

HEAT_SENSITIVE = frozenset(
    f"ingredient_{name}"
    for name in (
        "menthol",
        "methyl_salicylate",
        "camphor",
        "capsaicin",
        "lidocaine",
        "trolamine_salicylate",
    )
)
"""What heat or a wrap drives into the skin."""

NUTRIENTS = frozenset({"mineral", "vitamin", "amino_acid"})
_FOOD_AMOUNT_CLASSES = NUTRIENTS | {"botanical"}
# Among the inactive ones only these do something in any amount; an excipient mineral is not a dose.
_COUNTS_UNSEEN = frozenset(
    {"counterirritant", "salicylate", "local_anaesthetic", "nsaid", "botanical", "metal", "antimalarial"}
)
_REGISTERS = (LabelFormat.OPENFDA_LABEL, LabelFormat.OPENFDA_LISTING, LabelFormat.SPL)
_VITAMIN_D = "ingredient_vitamin_d"
# The upper level itself says it: 100 mcg equals 4000 IU.
_IU_OF_VITAMIN_D_IN_MG = 0.1 / 4000
_RELEVANT_DILUTION_LOG10 = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A known ingredient of the label. line: as the label has it. hidden: it stands among the inactive ones.

    food: only a food amount, to be mentioned and not judged. diluted: a homeopathic dilution too thin to count.
    """

    record: Ingredient
    line: Active | Inactive
    hidden: bool
    food: bool
    diluted: bool

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def active(self) -> Active | None:
        return self.line if isinstance(self.line, Active) else None

    @property
    def counts(self) -> bool:
        """Whether what is known of the ingredient applies to this product."""
        return not (self.food or self.diluted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a rule sees. also_takes: labels of everything else the person takes. claims: judged already.

    seals: ids of brand checks whose list somebody looked the product up in.
    """

    label: Label
    person: Profile
    library: Library
    today: date
    also_takes: tuple[Label, ...] = ()
    recalls: tuple[Recall, ...] = ()
    seals: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()
    claims: tuple[ClaimFinding, ...] = ()
    marks: Mapping[MarkKind, Mark]

    @property
    def on_skin(self) -> bool:
        """It may go onto the skin. Not knowing counts as yes."""
        return self.label.route is not Route.MOUTH

    @property
    def by_mouth(self) -> bool:
        """It may be swallowed. Not knowing counts as yes."""
        return self.label.route is not Route.SKIN

    @property
    def complete(self) -> bool:
        """Only then does absence prove anything."""
        return self.label.complete is True and not self.label.cut

    @property
    def us_label(self) -> bool:
        """Its rules may be those of the US. Where the label does not say, the person's own region decides."""
        if self.label.region is Region.UNKNOWN:
            return self.person.region in (Region.US, Region.UNKNOWN)
        return self.label.region is Region.US

    @property
    def medicine(self) -> bool:
        """Sold as one, or listed where only medicines are listed."""
        listed = self.label.kind is ProductKind.UNKNOWN and self.label.format in _REGISTERS
        return self.label.kind is ProductKind.DRUG or listed

    @property
    def homeopathic(self) -> bool:
        return (
            self.label.kind is ProductKind.HOMEOPATHIC
            or MarkKind.HOMEOPATHIC in self.marks
            or any(active.dilution is not None for active in self.label.actives)
        )

    def has(self, *conditions: str) -> bool:
        """Whether any of these holds for the person."""
        return any(key in self.person.conditions for key in conditions)

    def takes(self, *classes: str) -> bool:
        """Whether the person takes a medicine of any of these classes."""
        return any(key in self.person.drug_classes for key in classes)

    def of_family(self, family: str) -> tuple[str, ...]:
        """What the label lists of a family (salicylate, nsaid, vitamin_k ...), as printed, active or not."""
        return tuple(sorted(line.written for line in lines_of(self.label) if family in line.families))

    def counted(self, *, hidden: bool = True) -> tuple[Part, ...]:
        """The parts that are judged. hidden: with those among the inactive ones."""
        return tuple(part for part in self.parts if part.counts and (hidden or not part.hidden))

    def with_claims(self, claims: Iterable[ClaimFinding]) -> Case:
        return replace(self, claims=tuple(claims))


def open_case(
    label: Label,
    person: Profile,
    library: Library,
    *,
    today: date,
    also_takes: tuple[Label, ...] = (),
    recalls: tuple[Recall, ...] = (),
    seals: frozenset[str] = frozenset(),
) -> Case:
    """The case as it stands before the claims are judged."""
    return Case(
        label=label, person=whole(person), library=library, today=today, also_takes=also_takes, recalls=recalls,
        seals=seals, parts=parts_of(label, library), marks={mark.kind: mark for mark in reversed(label.marks)},
    )  # fmt: skip


def lines_of(label: Label) -> tuple[Active | Inactive, ...]:
    """Everything the label lists, active or not."""
    return (*label.actives, *label.inactives)


def parts_of(label: Label, library: Library) -> tuple[Part, ...]:
    """The known ingredients of a label, in an order that does not depend on the label's own."""
    found = [
        _part(label, line, record, library)
        for line in lines_of(label)
        if (record := library.ingredients.get(_here(line.ingredient, label.route))) is not None
        and (isinstance(line, Active) or _counts_unseen(record, line, label.route))
    ]
    return tuple(sorted(found, key=lambda part: (part.hidden, part.id, part.line.written)))


def concerns_of(record: Ingredient, library: Library) -> tuple[Concern, ...]:
    """Who should not use it; an ingredient that shares the harms of another takes over what it does not say itself."""
    other = library.ingredients.get(record.same_as)
    own = {concern.condition for concern in record.avoid_if}
    shared = () if other is None else tuple(row for row in other.avoid_if if row.condition not in own)
    return record.avoid_if + shared


def clashes_of(record: Ingredient, library: Library) -> tuple[Clash, ...]:
    """What it does with medicines, with what it shares."""
    other = library.ingredients.get(record.same_as)
    own = {clash.drug_class for clash in record.interactions}
    shared = () if other is None else tuple(row for row in other.interactions if row.drug_class not in own)
    return record.interactions + shared


def _part(label: Label, line: Active | Inactive, record: Ingredient, library: Library) -> Part:
    hidden = isinstance(line, Inactive)
    dilution = line.dilution if isinstance(line, Active) else None
    # In a homeopathic product a mineral without an amount is one more dilution, whose number was not read.
    unread = (
        label.kind is ProductKind.HOMEOPATHIC
        and dilution is None
        and line.amount is None
        and bool(NUTRIENTS & set(record.classes))
    )
    thin = unread or (
        dilution is not None
        and dilution.parts_log10 is not None
        and dilution.parts_log10 > _RELEVANT_DILUTION_LOG10
        and "homeopathic" not in record.classes
    )
    # A reader puts what an ordinary food merely lists among the rest; its actives are what the food is about.
    food = label.kind is ProductKind.FOOD and hidden and bool(_FOOD_AMOUNT_CLASSES & set(record.classes))
    if isinstance(line, Active) and record.id == _VITAMIN_D:
        line = _without_iu(line, label)
    return Part(record=record, line=line, hidden=hidden, food=food, diluted=thin)


def _without_iu(active: Active, label: Label) -> Active:
    """Vitamin D in milligrams where the label counts in IU."""
    amount = active.amount
    if amount is None or amount.mg is not None or amount.unit.upper() != "IU":
        return active
    mg, times = amount.value * _IU_OF_VITAMIN_D_IN_MG, label.directions.servings_per_day
    return replace(
        active,
        amount=replace(amount, mg=mg),
        daily_mg=active.daily_mg or (None if times is None else times.times(mg)),
    )


def _here(key: str, route: Route) -> str:
    """One plant or mineral is two records, by where it is used."""
    return BY_ROUTE.get(key, {}).get(route.value, key)


def _counts_unseen(record: Ingredient, line: Inactive, route: Route) -> bool:
    if line.aid or not _COUNTS_UNSEEN & set(record.classes):
        return False
    swallowed = any(way != "topical" for way in record.routes)
    return route is not Route.MOUTH or swallowed or "salicylate" in record.classes
