# SPDX-License-Identifier: Apache-2.0
"""The ways from /you/data/ to the pages below it, in their order. A new page adds a row."""

from __future__ import annotations

from django.utils.translation import gettext as _

__all__ = ["data_links"]


def data_links() -> list[dict[str, str]]:
    """Rows for the part `data_links`: href, icon, title, and what it is for."""
    return [
        {"href": "/you/data/import/", "icon": "plus", "title": _("Read in data"),
         "words": _("What a phone, a watch, an app or a table knows of your days, and the weather.")},
        {"href": "/you/data/restore/", "icon": "rotate-ccw", "title": _("Put something back"),
         "words": _("A backup of everything, or the export of one person.")},
        {"href": "/you/data/erase/", "icon": "trash-2", "title": _("Erase this person"),
         "words": _("Everything of the person whose diary is open, for good.")},
    ]  # fmt: skip
