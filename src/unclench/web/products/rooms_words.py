# SPDX-License-Identifier: Apache-2.0
"""Short words of the vetting room that a page shows, listed so that they can be translated.

The room knows no gettext; `wording.told` looks its words up here by what they say. What is not listed stays English
and is marked so.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

__all__ = ["LISTED"]

LISTED = (
    _("the name"),
    _("the brand"),
    _("the firm"),
    _("what kind of product it is"),
    _("where it goes: on the skin or in the mouth"),
    _("what is in it"),
    _("how much is in it"),
    _("how much of the mineral itself is in the salt"),
    _("the other ingredients"),
    _("the directions"),
    _("how much a day"),
    _("what it is for"),
    _("the warnings"),
    _("when to stop"),
    _("the line on children"),
    _("somebody to call"),
    _("the lot number"),
    _("the expiry date"),
    _("the date of the label"),
    _("a label"),
    _("your age: a grown-up is assumed"),
    _("your region: the strictest level is used"),
    _("no amount was studied in cramps"),
    _("Send the label as text, or as JSON or XML from a label database."),
    _("openFDA, DailyMed, DSLD and Open Food Facts records are read, and plain text of a label."),
)
"""As the room says them."""
