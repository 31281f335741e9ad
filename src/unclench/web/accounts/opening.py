# SPDX-License-Identifier: Apache-2.0
"""Make an account with a token: the owner's, or a guest's."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from unclench.web.accounts import tokens

__all__ = ["open_account"]


class _Late(Exception):
    """Somebody else spent the token, or took the name, while this form was being read."""


def open_account(kind: tokens.TokenKind, token: str, name: str, password: str) -> User | None:
    """The new account, or None where the token or the name is no longer free; then nothing was made.

    The first account owns the machine's household (`is_superuser`); the others begin with a diary of their own.
    """
    owns = kind is tokens.TokenKind.FIRST
    try:
        with transaction.atomic():
            if owns and User.objects.exists():
                raise _Late
            user = User.objects.create_user(username=name, password=password, is_superuser=owns)
            if not tokens.use(token, kind, timezone.now()):
                raise _Late
    except (_Late, IntegrityError):
        return None
    return user
