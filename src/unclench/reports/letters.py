# SPDX-License-Identifier: Apache-2.0
"""Which letters the PDF can print, and what stands for the others.

The PDF uses only the fonts that typst carries inside, so that it looks the same on every machine. They hold Latin,
Greek, Cyrillic, Hebrew, Arabic, Devanagari, Armenian, Georgian and many symbols; no emoji and no Chinese. A letter
without a glyph would be an empty box that a screen reader passes over, and PDF/UA forbids it, so its name is printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["direction", "paragraphs", "printable"]

# Found by compiling every assigned character once with typst 0.15; tests/unit/reports holds the list to the fonts.
_KNOWN = (
    "20-7e a1-ac ae-377 37a-37f 384-38a 38c 38e-3a1 3a3-484 487-4ff 510-513 51a-51d 531-556 559-58a "
    "58d-58f 591-5c7 5d0-5ea 5ef-5f4 606-60c 615 61b 61f 621-63a 640-655 65a 660-66d 674 679-67b 67e-680 "
    "683-684 686-687 691 698 6a4 6a9 6af 6be 6cc 6f0-6f9 900-950 955-97f e3f e81-e82 e84 e87-e88 e8a e8d "
    "e94-e97 e99-e9f ea1-ea3 ea5 ea7 eaa-eab ead-eb9 ebb-ebc ec8-ecd 10d0-10ff 115f-1160 13a0-13f5 "
    "13f8-13fd 17b4-17b5 17c1-17c3 1d00-1dbf 1e00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d "
    "1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 "
    "1ff6-1ffe 2010-2027 2030-2040 2042 2044-2052 2054-205e 2070-2071 2074-208e 2090-209c 20a0-20c0 "
    "2100-211e 2120 2122 2124 2126-2151 2153-2184 2189 2190-23ff 2422-2423 2460-262f 2638-268b 2690-269c "
    "26a0-26a7 26aa-26b2 2701-2704 2706-2709 270c-2727 2729-274b 274d 274f-2752 2756 2758-275e 2761-277f "
    "2794 2798-27af 27b1-2b73 2b76-2b95 2b97-2bff 2c60-2cf3 2cf9-2cff 2e02-2e05 2e08-2e0a 2e17-2e18 2e1f "
    "2e22-2e25 2e2e 3012 3016-3017 301a-301b 302e-3030 3036 306e 3164 a46a-a46b a640-a641 a648-a649 "
    "a656-a657 a708-a716 a71b-a727 a72d a730 a735 a765 a789-a78e a790-a791 a793 a7aa a7f8-a7f9 ab52 ab66 "
    "ab70-abbf fb00-fb06 fb13-fb17 fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f fb52-fb81 "
    "fb8a-fb95 fb9e-fb9f fbaa-fbad fbe8-fbe9 fbfc-fbff fe2e-fe2f fe66 fe70-fe74 fe76-fefc ffa0 fffc-fffd "
    "10140-1018e 102e1-102fb 1d106-1d107 1d400-1d454 1d456-1d49c 1d49e-1d49f 1d4a2 1d4a5-1d4a6 "
    "1d4a9-1d4ac 1d4ae-1d4b9 1d4bb 1d4bd-1d4c3 1d4c5-1d505 1d507-1d50a 1d50d-1d514 1d516-1d51c "
    "1d51e-1d539 1d53b-1d53e 1d540-1d544 1d546 1d54a-1d550 1d552-1d6a5 1d6a8-1d7cb 1d7ce-1d7ff "
    "1ee00-1ee03 1ee05-1ee1f 1ee21-1ee22 1ee24 1ee27 1ee29-1ee32 1ee34-1ee37 1ee39 1ee3b 1ee42 1ee47 "
    "1ee49 1ee4b 1ee4d-1ee4f 1ee51-1ee52 1ee54 1ee57 1ee59 1ee5b 1ee5d 1ee5f 1ee61-1ee62 1ee64 "
    "1ee67-1ee6a 1ee6c-1ee72 1ee74-1ee77 1ee79-1ee7c 1ee7e 1ee80-1ee89 1ee8b-1ee9b 1eea1-1eea3 "
    "1eea5-1eea9 1eeab-1eebb 1eef0-1eef1 1f12f 1f6d1 1f780-1f7d8 1f7e0-1f7eb 1f800-1f80b 1f810-1f847 "
    "1f850-1f859 1f860-1f887 1f890-1f8ad 1f8b0-1f8b1 "
)
# What moves other letters about or shows nothing: it could make a line of the report read backwards.
_DROPPED = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]"
)
_SPACES = re.compile(r"[^\S\n]+")


def printable(text: str, *, narrow: bool = False) -> str:
    """The text as the PDF can show it, on one line. narrow: European letters only, for a typst with other fonts.

    >>> printable("It helped 😀")
    'It helped [grinning face]'
    """
    if (
        not narrow
        and _letters().issuperset(text)
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    ):
        return _SPACES.sub(" ", text).strip() if "  " in text or text[:1] == " " or text[-1:] == " " else text
    said: list[str] = []
    stood_for = ""
    for letter in _DROPPED.sub("", unicodedata.normalize("NFC", text)):
        if letter.isspace() or unicodedata.category(letter) in ("Cc", "Zl", "Zp"):
            letter = " "
        if ord(letter) < 0x180 if narrow else ord(letter) in _known():
            said.append(letter)
            stood_for = ""
            continue
        if unicodedata.category(letter) in ("Mn", "Me"):
            continue  # an accent that no letter here can carry
        name = _name(letter)
        if name != stood_for or not name.endswith("…]"):
            said.append(name)
        stood_for = name
    return _SPACES.sub(" ", "".join(said)).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, each as it was written.

    >>> paragraphs("One.\\n\\n Two. ")
    ('One.', 'Two.')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def direction(text: str) -> str:
    """ltr or rtl: which way the first letter that has a direction runs."""
    for letter in text:
        way = unicodedata.bidirectional(letter)
        if way in ("R", "AL"):
            return "rtl"
        if way == "L":
            return "ltr"
    return "ltr"


def _name(letter: str) -> str:
    """A sign by its name; of a whole script that has no letters here, only the script's name, once for a run."""
    name = unicodedata.name(letter, "")
    if not name:
        return "[…]"
    if unicodedata.category(letter)[0] in "LMN":
        script = name.partition(" ")[0]
        return f"[{script if len(script) == 3 else script.capitalize()} …]"
    return f"[{name.lower()}]"


@cache
def _known() -> frozenset[int]:
    known: set[int] = set()
    for part in "".join(_KNOWN).split():
        first, _, last = part.partition("-")
        known.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(known)


@cache
def _letters() -> frozenset[str]:
    return frozenset(map(chr, _known()))
