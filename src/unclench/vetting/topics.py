# SPDX-License-Identifier: Apache-2.0
"""What the warnings of a label speak of, in the languages labels come in."""

from __future__ import annotations

import re

from unclench.vetting.label import WarningTopic

__all__ = ["topics_in"]

_PATTERNS = {
    WarningTopic.HEAT: r"heat(?:ing)? (?:pad|device|lamp|wrap)|(?:local|external|any) heat|hot water bottle|"
    r"heat source|"
    r"\bapply (?:\w+ )?heat|\bwith heat\b|hot (?:bath|shower)|sauna|wärme(?!nd)|heizkissen|wärmflasche|"
    r"source de chaleur|"
    r"coussin chauffant|electric blanket",
    WarningTopic.BANDAGE: r"\bbandag(?!e? contains)|\bwrap(?:ped|s)? tightly|tight(?:ly)? (?:wrap|bandage|"
    r"cover)|occlusi|"
    r"verband|luftdicht|okklusiv",
    WarningTopic.BROKEN_SKIN: r"(?:broken|damaged|irritated|injured|abraded|inflamed|cut|raw|cracked|"
    r"infected) (?:or \w+ |"
    r"and \w+ |, ?)*skin|\bwou(?:n)?ds?\b|open sores|\bcuts\b|offene[nr]? wunden|verletzte[rn]? haut|"
    r"geschädigte[rn]? haut|"
    r"peau lésée|plaies",
    WarningTopic.ASPIRIN_ALLERGY: r"allerg\w*[^.;•■]{0,60}\b(?:aspirin|nsaid|salicyl|acetylsalicyl)|(?:aspirin|"
    r"salicylat\w*|"
    r"nsaid)[^.;]{0,20}\b(?:allerg|sensitiv|hypersens)|überempfindlich\w*[^.;]{0,60}salicyl|reye",
    WarningTopic.PREGNANCY: r"pregnan|breast-?\s?feed|nursing|schwanger|stillzeit|stillen|enceinte|allait|lactation",
    WarningTopic.KIDNEY: r"kidney|renal|niere|rénal",
    WarningTopic.CHILDREN: r"child|kinder|enfants|years of age|infant|säugling",
    WarningTopic.KEEP_FROM_CHILDREN: r"(?:keep|store|kept)[^.;]{0,30}(?:out of|away from|"
    r"beyond)[^.;]{0,30}(?:reach|child)|"
    r"out of (?:the )?reach of|reichweite von|unzugänglich|hors de (?:la )?portée|buiten bereik",
    WarningTopic.EXTERNAL_ONLY: r"external use only|for external use|not for (?:internal use|ingestion)|äußerlich|"
    r"ausserlich|usage externe",
    WarningTopic.STOP_USE: r"(?:stop|discontinue) (?:use|using|taking)|\bdiscontinue\b|absetzen|anwendung (?:beenden|"
    r"abbrechen)|arrêter|cease (?:use|treatment)",
    WarningTopic.BURNS: r"\bburns?\b|burning|blister|verbrennung|brûlure",
    WarningTopic.BLEEDING: r"bleeding|blutung|saignement|blood[- ]thin|anticoagul|warfarin",
    WarningTopic.QUININE_SENSITIVE: r"(?:sensitive|allergic|hypersensitiv\w*|reaction)[^.;]{0,30}quinine|"
    r"quinine[^.;]{0,30}"
    r"(?:sensitiv|allerg)",
    WarningTopic.EXERCISE_SWEAT: r"sweat|exercise|schwitzen",
    WarningTopic.OTHER_MEDICINES: r"(?:other|prescription|any) (?:drugs?|medic\w+)|taking (?:any |a )?(?:drug|medic|"
    r"prescription)|medikament|arzneimittel|médicament",
}  # fmt: skip
_COMPILED = {topic: re.compile(pattern, re.I) for topic, pattern in _PATTERNS.items()}


def topics_in(text: str) -> frozenset[WarningTopic]:
    return frozenset(topic for topic, pattern in _COMPILED.items() if pattern.search(text))
