# SPDX-License-Identifier: Apache-2.0
"""The form that makes an account: a token, a name and a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from unclench.web.accounts import tokens

__all__ = ["NewAccount", "rows_of_errors"]

WRONG_TOKEN = "This token opens nothing. It may be mistyped, used already or too old."  # noqa: S105


class NewAccount(forms.Form):
    """Nothing is said about names that are taken before the token is known to be good."""

    token = forms.CharField(
        label="Token",
        help_text="Four groups of four letters and digits. Upper or lower case, with or without dashes.",
        max_length=64,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Type the token."},
    )
    username = forms.CharField(
        label="Your name on this server",
        help_text="Letters, digits and @ . + - _ only. It need not be your real name.",
        max_length=150,
        validators=[User.username_validator],
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Write a name."},
    )
    password1 = forms.CharField(
        label="Password",
        help_text="At least 10 characters. A few words in a row are good.",
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Write a password."},
    )
    password2 = forms.CharField(
        label="Password again",
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Write the password again."},
    )

    def __init__(self, *args: Any, kind: tokens.TokenKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "token" in given and not tokens.is_good(given["token"], self.kind, timezone.now()):
            self.add_error("token", WRONG_TOKEN)
            return given
        if "username" in given and User.objects.filter(username__iexact=given["username"]).exists():
            self.add_error("username", "There is an account with this name. Write another one.")
        if "password1" in given:
            self._clean_password(given)
        return given

    def _clean_password(self, given: dict[str, Any]) -> None:
        if "password2" in given and given["password1"] != given["password2"]:
            self.add_error("password2", "The two passwords differ. Write the same one twice.")
        try:
            validate_password(given["password1"], User(username=given.get("username", "")))
        except ValidationError as problem:
            self.add_error("password1", problem)


def rows_of_errors(form: forms.BaseForm) -> list[dict[str, str]]:
    """What is wrong with a form, for the summary on top: the input's id ("" for the whole form) and the words."""
    return [
        {"field": form[name].id_for_label if name in form.fields else "", "text": str(text)}
        for name, texts in form.errors.items()
        for text in texts
    ]
