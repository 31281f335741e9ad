# SPDX-License-Identifier: Apache-2.0
"""Every sentence of the interface has a German text, and no sentence escapes the list of sentences."""

from __future__ import annotations

import gettext
import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings

TEMPLATES = Path(settings.TEMPLATES[0]["DIRS"][0])
LOCALE = Path(settings.LOCALE_PATHS[0])
PO = LOCALE / "de" / "LC_MESSAGES" / "django.po"
NAMES = {"Unclench", "Android", "iPhone", "iPad", "unclench", "serve", "lan"}


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """tools/messages.py."""
    spec = importlib.util.spec_from_file_location(
        "messages", Path(__file__).parents[2] / "tools" / "messages.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def a_copy(messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The translations in a folder that a test may spoil."""
    shutil.copytree(LOCALE, tmp_path / "locale")
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr("sys.argv", ["messages.py", "--check"])
    return tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po"


def test_the_translation_is_complete_and_compiled(
    messages: ModuleType, a_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert messages.main() == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('msgid "Undo"\nmsgstr "Rückgängig"', 'msgid "Undo"\nmsgstr ""', "“Undo” has no text"),
        ('msgid "Undo"\nmsgstr "Rückgängig"', "", "“Undo” has no text"),
        ('msgid "Undo"', '#, fuzzy\nmsgid "Undo"', "“Undo” is fuzzy"),
        ('msgstr "nach %(span)s"', 'msgstr "nach %(spanne)s"', "other placeholders"),
        ('msgstr "„{0}“ steht nicht', 'msgstr "Das steht nicht', "other placeholders"),
        ('msgstr[1] "%(counter)s Krämpfe auf', 'msgstr[1] "Krämpfe auf', "other placeholders"),
        ('msgstr "Rückgängig"', 'msgstr "Zurück damit"', "django.mo is not what the sources say"),
        ('msgid "Undo"\n', 'msgid "Undo all"\nmsgstr "Alles"\n\nmsgid "Undo"\n', "django.po is not what the sources"),
    ],
)  # fmt: skip
def test_a_mistake_is_told(
    messages: ModuleType, a_copy: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    text = a_copy.read_text("utf-8")
    assert text.count(old) == 1
    a_copy.write_text(text.replace(old, new), "utf-8")
    assert messages.main() == 1
    assert told in capsys.readouterr().out


def test_a_missing_compiled_file_is_told(
    messages: ModuleType, a_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_copy.with_suffix(".mo").unlink()
    assert messages.main() == 1
    assert "django.mo is not what the sources say" in capsys.readouterr().out


def test_errors_of_every_room_are_among_the_sentences(messages: ModuleType) -> None:
    listed = {message.id for message in messages.sources()}
    for sentence in (
        "The end lies before the onset.", "There is no area called “{0}”.", "Write a whole number from 0 to {0}.",
        "It has {0} characters; a note holds up to {1}.", "This name cannot be taken.", "Type the token.",
        "This token opens nothing. It may be mistyped, used already or too old.", "“{0}” cannot be taken.",
        "This could not be kept: there is no room left.", "This episode has more than {0} events.",
    ):  # fmt: skip
        assert sentence in listed, sentence


def test_german_is_said_to_a_friend() -> None:
    with PO.with_suffix(".mo").open("rb") as held:
        texts = gettext.GNUTranslations(held)._catalog.values()  # type: ignore[attr-defined]
    assert len(texts) > 250
    for text in (text for text in texts if not text.startswith("Language: ")):
        assert "!" not in text, text
        assert not re.search(r"\b(Sie sich|Ihr|Ihre|Ihnen|Ihren|Bitte geben Sie)\b", text), text


def own_words(template: str) -> list[str]:
    """Text of a template that no translate tag holds, with the text of attributes that are read aloud."""
    text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", " ", template, flags=re.DOTALL)
    text = re.sub(r"{% block main_class %}.*?{% endblock %}", " ", text)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<script.*?</script>|<!doctype html>|&\w+;", " ", text, flags=re.DOTALL)
    read = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', text)
    return [
        word for part in (*read, re.sub(r"<[^>]*>", " ", text)) for word in re.findall(r"[^\W\d_]{2,}", part)
    ]


@pytest.mark.parametrize(
    "template",
    sorted(str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html")),
    ids=str,
)
def test_no_template_has_words_outside_the_translation(template: str) -> None:
    assert (
        set(own_words((TEMPLATES / template).read_text("utf-8")))
        - NAMES
        - {"CA", "doi", "PubMed", "tabindex"}
        == set()
    )


def test_the_look_at_templates_sees_a_word() -> None:
    assert own_words('<p class="quiet">{% icon "plus" %}Keep it</p>') == ["Keep", "it"]
    assert own_words('<p aria-label="Keep">{% translate "Keep it" %}</p>') == ["Keep"]
    assert own_words('{% translate "a b" %}{% blocktranslate %}Keep {{ it }}{% endblocktranslate %}') == []


def test_scripts_hold_no_sentence() -> None:
    """What a script says comes from the page, so that it speaks the page's language."""
    scripts = (
        Path(settings.STATICFILES_DIRS[0] if settings.STATICFILES_DIRS else TEMPLATES.parent / "static")
        / "js"
    )
    assert len(list(scripts.glob("*.js"))) > 10
    for file in scripts.glob("*.js"):
        code = re.sub(r"(^|\s)//.*|/\*.*?\*/", " ", file.read_text("utf-8"))
        found = [
            text
            for text in re.findall(r'"([^"\n]*)"|`([^`]*)`', code)
            for text in text
            if re.match(r"[A-Z][a-z]+ [a-z]+ ", text)
        ]
        assert found == [], file.name
