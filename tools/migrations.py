# SPDX-License-Identifier: Apache-2.0
"""Fails where a model changed and its migration was not written."""

from __future__ import annotations

import os
import tempfile

import django
from django.core.management import call_command

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["UNCLENCH_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "unclench.web.settings"
        django.setup()
        call_command("makemigrations", "--check", "--dry-run", verbosity=1)
