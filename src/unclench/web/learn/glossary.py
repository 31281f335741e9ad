# SPDX-License-Identifier: Apache-2.0
"""Words that a person meets on the screens, in plain words."""

from __future__ import annotations

__all__ = ["GLOSSARY"]

GLOSSARY: dict[str, str] = {
    "Aftercare": "What helps once it has let go: rub, walk, warmth or cold, water.",
    "Certainty": "How sure the studies are. It does not tell how well something works.",
    "Charley horse": "An everyday word for a cramp in the calf or the thigh.",
    "Cramp, spasm": "A muscle that tightens by itself, hurts, and does not let go for a while.",
    "Episode": "One spasm, from its beginning to its end.",
    "Exposure": "Something that happens to you or that you do, such as a long walk, and that may matter.",
    "Guideline": "Advice that experts agreed on, with or without studies behind it.",
    "Hold": "The time you keep a stretch.",
    "Interval": "The range in which the true number most likely lies. A wide one means that little is known.",
    "Let go": "The moment the muscle becomes soft again.",
    "Onset": "The moment a spasm begins.",
    "Placebo": "A treatment that does nothing by itself. People on one often get better, too.",
    "Red flag": "A sign that it may be something else, and that somebody must look at it.",
    "Self-trial": "Trying something on yourself in turns that chance decides, so that the result can be trusted.",
    "Side": "Your own left or right. In the front view of the body map you see yourself as in a mirror.",
    "Trial": "A study in which chance decides who gets a treatment.",
    "Trigger": "Something that makes a spasm more likely for a while.",
}
