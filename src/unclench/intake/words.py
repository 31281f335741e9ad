# SPDX-License-Identifier: Apache-2.0
"""Names people give to things in diary apps: which of them mean a muscle spasm, and keeping all others."""

from __future__ import annotations

import re

from unclench.diary.own_ids import own_id, plain, tidy
from unclench.intake.gathering import Gathering
from unclench.intake.samples import OwnMeasure

__all__ = ["keep_own", "means_spasm", "own_id", "tidy"]

_GERMAN_PARTS = """
bein waden muskel fuss zehen hand finger arm nacken hals ruecken rucken schulter oberschenkel unterschenkel schienbein
gesaess kiefer nacht
"""
_GERMAN_ENDS = "krampf krampfe kraempfe spasmus spasmen"
_OTHERS = """
cramp cramps cramping spasm spasms
crampe crampes spasme calambre calambres espasmo espasmos crampo crampi spasmo spasmi caibra caibras
kramp krampen kuitkramp kuitkrampen spierkramp spierkrampen beenkramp voetkramp
"""
_WHERE = """
leg legs calf calves foot feet toe toes arch sole shin thigh thighs hamstring hamstrings quad quads quadriceps knee hip
glute glutes buttock buttocks back neck shoulder shoulders arm arms forearm forearms hand hands finger fingers thumb
thumbs wrist jaw muscle muscles muscular limb limbs upper lower inner outer
bein beine beinen wade waden fuss fusse fuessen zeh zehe zehen nacken rucken ruecken schulter hals oberschenkel
unterschenkel muskel muskeln
jambe jambes mollet mollets pied pieds orteil orteils cuisse cuisses dos main mains musculaire musculaires
pierna piernas pantorrilla pantorrillas gemelo gemelos pie pies muslo espalda mano muscular musculares
gamba gambe polpaccio polpacci piede piedi coscia muscolare muscolari perna pernas panturrilha coxa
been benen kuit kuiten voet voeten teen tenen spier spieren
"""
_WHEN_AND_HOW = """
left right both l r links rechts linke linker linkes rechte rechter rechtes beide
gauche droit droite izquierda derecha sinistra destra esquerda direita
night nights nighttime nocturnal nightly morning day evening sleep bed exercise walking running
nachts nacht nachtlich nachtliche nachtlicher naechtlich naechtliche naechtlicher morgens abends
nocturne nocturnes nuit nocturno nocturnos noche notturno notturni noturna noturnas nachtelijke
mild moderate severe bad strong painful sudden attack attacks leicht leichte leichter stark starke starker
a the my in of at on and during while after had got im der am de du des la le les au aux en el las los
alla al ai alle na nas nos het van
"""
_SPASM = frozenset(
    [*_OTHERS.split(), *_GERMAN_ENDS.split()]
    + [part + end for part in _GERMAN_PARTS.split() for end in _GERMAN_ENDS.split()]
)
_BESIDE = frozenset(_WHERE.split() + _WHEN_AND_HOW.split())


def means_spasm(name: str) -> bool:
    """Whether a name plainly means a muscle spasm: every word of it is a word for one, or says where, when, how bad.

    One word more and it is taken for something else ("period cramps", "cramp cream", "no cramps", "Krampfadern").
    """
    words = re.findall(r"[^\W\d_]+", re.sub(r"charl(?:ey|ie)[\s-]*horses?", "cramp", plain(name)))
    return bool(_SPASM.intersection(words)) and all(word in _SPASM or word in _BESIDE for word in words)


def keep_own(into: Gathering, name: str, kind: str, unit: str = "") -> str:
    """Note a thing of the person's own, once; its id."""
    key = own_id(name)
    into.own.setdefault(key, OwnMeasure(key, tidy(name), kind, unit))
    return key
