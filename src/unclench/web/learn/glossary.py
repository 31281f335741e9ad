# SPDX-License-Identifier: Apache-2.0
"""Words that a person meets on the screens, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

__all__ = ["GLOSSARY"]

GLOSSARY: dict[str, str] = {
    _("Aftercare"): _("What helps once it has let go: rub, walk, warmth or cold, water."),
    _("Certainty"): _("How sure the studies are. It does not tell how well something works."),
    _("Charley horse"): _("An everyday word for a cramp in the calf or the thigh."),
    _("Cramp, spasm"): _("A muscle that tightens by itself, hurts, and does not let go for a while."),
    _("Episode"): _("One spasm, from its beginning to its end."),
    _("Exposure"): _(
        "Something that happens to you or that you do, such as a long walk, and that may matter."
    ),
    _("Guideline"): _("Advice that experts agreed on, with or without studies behind it."),
    _("Hold"): _("The time you keep a stretch."),
    _("Interval"): _(
        "The range in which the true number most likely lies. A wide one means that little is known."
    ),
    _("Let go"): _("The moment the muscle becomes soft again."),
    _("Onset"): _("The moment a spasm begins."),
    _("Placebo"): _("A treatment that does nothing by itself. People on one often get better, too."),
    _("Red flag"): _("A sign that it may be something else, and that somebody must look at it."),
    _("Self-trial"): _(
        "Trying something on yourself in turns that chance decides, so that the result can be trusted."
    ),
    _("Side"): _(
        "Your own left or right. In the front view of the body map you see yourself as in a mirror."
    ),
    _("Trial"): _("A study in which chance decides who gets a treatment."),
    _("Trigger"): _("Something that makes a spasm more likely for a while."),
}
"""Word -> its meaning, in English."""
