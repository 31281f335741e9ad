# SPDX-License-Identifier: Apache-2.0
"""Learn speaks German around what is not translated yet; that is marked as English, where it stands, and said once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from tests.people import Browser
from tests.web.test_language import ALSO_GERMAN, FUNCTION_WORDS, english_in, german, said_by

from unclench.evidence.overlay import Translated
from unclench.web import library
from unclench.web.learn import catalogue as catalogue_room
from unclench.web.learn.catalogue import GROUPS, KINDS, catalogue
from unclench.web.learn.page import LearnPage
from unclench.web.learn.phrases import FIELDS
from unclench.web.learn.wording import English, foreign, said, shown, untold

pytestmark = pytest.mark.django_db

NOTE = "Einige Sätze hier sind noch nicht übersetzt."
MARKED = re.compile(r'<span lang="en">.*?</span>', re.DOTALL)
# What German calls the same, and names.
ALIKE = re.compile(r"Name|Code|Placebo|Charley horse|Massage|Hand|Diabetes|(- )?Unclench|Deutsch|\d.*")
ADDRESSES = [
    "/learn/", "/learn/evidence/?sort=name", "/learn/certainty/", "/learn/sources/", "/learn/glossary/",
    "/learn/unreviewed/", "/learn/search/", *(f"/learn/{kind}/" for kind in KINDS),
]  # fmt: skip


def pages(language: str) -> dict[tuple[str, str], LearnPage]:
    with translation.override(language):
        return dict(catalogue().pages)


def texts(value: Any) -> Iterator[str]:
    """Everything a page shows that may be in a language; sources are called as they were published."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        hidden = {"kind", "id", "also", "covers", "sources", "href", "level"}
        for part in fields(value):
            if part.name not in hidden:
                yield from texts(getattr(value, part.name))


_READ: dict[tuple[str, str], str] = {}
"""Nothing on these pages is personal, so each is made once for all tests."""


def read(browser: Browser, address: str, language: str) -> str:
    if (language, address) not in _READ:
        plain = browser.client.get(address) if language == "en" else None
        _READ[language, address] = plain.content.decode() if plain else german(browser, address)
    return _READ[language, address]


def untranslated(shown_in_german: str, shown_in_english: set[str]) -> str:
    """What of a German text is English without a mark; nothing where all is well."""
    if isinstance(shown_in_german, English):
        return ""
    rest = " ".join(MARKED.sub(" ", shown_in_german).split())
    same = shown_in_german in shown_in_english and re.search(r"[^\W\d_]{3}", rest)
    if same and not ALIKE.fullmatch(shown_in_german):
        return shown_in_german
    return rest if FUNCTION_WORDS.search(ALSO_GERMAN.sub("", rest)) else ""


def nodes(html: str) -> set[str]:
    return {" ".join(text.split()) for text in said_by(html).texts} - {""}


def test_the_look_sees_what_is_not_translated() -> None:
    assert untranslated("Recalls", {"Recalls"})
    assert untranslated("Where the line is", set())
    assert untranslated(SafeString('For: <span lang="en">the pain</span> of it'), set())
    assert not untranslated("Rückrufe", {"Recalls"})
    assert not untranslated(English("Where the line is"), {"Where the line is"})
    assert not untranslated(SafeString('Für: <span lang="en">the pain</span>'), set())


def test_every_page_of_the_library_is_german_or_marked() -> None:
    english = pages("en")
    found = {}
    for key, page in pages("de").items():
        in_english = set(texts(english[key]))
        wrong = [text for text in texts(page) if untranslated(text, in_english)]
        wrong += [part.heading for part in page.sections if isinstance(part.heading, English)]
        if wrong:
            found[page.href] = wrong
    assert found == {}


def test_no_page_of_the_library_is_lost_in_german() -> None:
    english, in_german = pages("en"), pages("de")
    assert list(english) == list(in_german)
    for key, page in english.items():
        other = in_german[key]
        assert [len(list(texts(part))) for part in page.sections] == [
            len(list(texts(part))) for part in other.sections
        ], page.href
        assert (page.covers, page.sources) == (other.covers, other.sources)


def test_names_of_kinds_groups_and_fields_are_german() -> None:
    with translation.override("de"):
        for name in (*KINDS.values(), *GROUPS, *FIELDS.values()):
            assert translation.gettext(name) != name or ALIKE.fullmatch(name), name


def one_of_each_kind() -> list[str]:
    first: dict[str, str] = {}
    for page in catalogue().pages.values():
        first.setdefault(page.kind, page.href)
    return [*first.values()]


def test_the_frame_of_the_library_is_german(household: Browser) -> None:
    for address in (*ADDRESSES, *one_of_each_kind()):
        html = read(household, address, "de")
        assert english_in(html) == [], address
        plain = read(household, address, "en")
        in_english = nodes(plain.replace('<html lang="en"', "<html"))
        unmarked = {
            text
            for text in nodes(html) & in_english
            if re.search("[a-z]{3}", text) and not ALIKE.fullmatch(text)
        }
        assert unmarked == set(), address


def test_a_page_says_once_that_some_of_it_is_english(household: Browser) -> None:
    for address in (*ADDRESSES, *one_of_each_kind()):
        html = read(household, address, "de")
        main = html.partition("<main")[2].partition("</main>")[0]
        bare = re.sub(r'<ol class="sources" lang="en">.*?</ol>', "", main, flags=re.DOTALL)
        assert main.count(NOTE) == (1 if 'lang="en"' in bare else 0), address
        assert not re.match(r'[^>]* lang="en"', main), address


def test_nothing_is_marked_on_an_english_page(household: Browser) -> None:
    for address in (*ADDRESSES, *one_of_each_kind()):
        html = read(household, address, "en")
        assert "<html lang=" in html
        assert 'lang="' not in html.partition("<main")[2].partition("</main>")[0], address
        assert "not translated yet" not in html


def test_what_is_translated_is_not_marked(household: Browser) -> None:
    html = german(household, "/learn/area/calf/")
    assert "<title>Wade" in html
    assert "<h1>Wade" in html
    assert NOTE not in html
    html = german(household, "/learn/remedy/calf_dorsiflexion_pull/")
    remedy = library.library("de").remedies["calf_dorsiflexion_pull"]
    assert f"<h1>{remedy.name}</h1>" in html
    assert f"<li>{remedy.ready[0]}</li>" in html


def test_what_is_not_translated_is_marked_where_it_stands(household: Browser) -> None:
    flag = library.library().red_flags["flag_dvt"]
    html = german(household, "/learn/danger/flag_dvt/")
    assert '<title lang="en">' in html
    assert f'<h1 lang="en">{flag.name}</h1>' in html
    assert f'<li lang="en">{flag.questions[0].text}</li>' in html
    assert "<h2>Was wir fragen</h2>" in html


def test_a_text_the_overlay_lacks_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    english = library.library().remedies["calf_dorsiflexion_pull"]
    name, ready = f"remedies.{english.id}.name", f"remedies.{english.id}.ready"
    held = (library.library, library.still_english, catalogue_room._catalogue)
    for one in held:
        one.cache_clear()
    monkeypatch.setattr(
        library, "_translated", lambda language: Translated(language, library.library(), (name, ready))
    )
    try:
        page = pages("de")["remedy", english.id]
    finally:
        for one in held:
            one.cache_clear()
    assert isinstance(page.title, English)
    assert all(isinstance(step, English) for step in page.sections[0].items[: len(english.ready)])
    with translation.override("de"):
        assert page.holds_english()


def test_a_mark_never_becomes_markup() -> None:
    with translation.override("de"):
        assert shown(English("<b>")) == '<span lang="en">&lt;b&gt;</span>'
        assert said("{a} & {b}", a="<i>", b=English("x")) == '&lt;i&gt; & <span lang="en">x</span>'
        assert isinstance(foreign("x"), English)
        assert type(untold(library.library("de").areas["calf"]).label) is str
    assert type(foreign("x")) is str


def test_numbers_are_said_in_german() -> None:
    page = pages("de")["risk", "rf_sedentary"]
    told = next(section for section in page.sections if section.heading == "In Zahlen").items
    assert any(
        "die Quote (Odds) war etwa 9,8 Mal so hoch; vielleicht 1,7 bis 101,9." in text for text in told
    )
    assert all(text.startswith('<span lang="en">') for text in told)


def test_the_phone_knows_which_findings_are_english(household: Browser) -> None:
    with translation.override("de"):
        rows = {entry[2]: entry for entry in catalogue().index_json()["entries"]}
    assert rows["/learn/danger/flag_dvt/"][4:] == ["en"]
    assert rows["/learn/danger/flag_dvt/"][0] == "Gefahr"
    assert rows["/learn/area/calf/"][1:] == ["Wade", "/learn/area/calf/", rows["/learn/area/calf/"][3]]
    assert all(len(entry) == 4 for entry in catalogue().index_json()["entries"])
    token = household.csrf()
    found = household.client.post(
        "/learn/search/", {"q": "Wade"}, headers=token | {"Accept-Language": "de"}
    ).content.decode()
    assert '<a href="/learn/area/calf/">Wade</a>' in found
