# SPDX-License-Identifier: Apache-2.0
"""Tells Django that this room holds tables."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["StoreConfig"]


class StoreConfig(AppConfig):
    name = "unclench.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
