# SPDX-License-Identifier: Apache-2.0
"""Which language a page speaks, and what is English on a German page: nothing that is not marked as English."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from tests.access.addresses import LAN_PAGES, PAGES
from tests.people import NOW, Browser, Device, keep_a_product, keep_days

from unclench import evidence
from unclench.body.areas import AREAS
from unclench.evidence import Certainty, GuidelineSupport, certainty_in_words
from unclench.evidence.overlay import languages as content_languages
from unclench.evidence.overlay import translated
from unclench.store import episodes, persons
from unclench.web import languages, library, words
from unclench.web.accounts import tokens
from unclench.web.views import diary
from unclench.web.views.offline import offline_pages

pytestmark = pytest.mark.django_db

GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
FUNCTION_WORDS = re.compile(
    r"\b(the|and|of|is|are|was|it|its|this|that|these|those|you|your|not|with|for|from|to|by|or|if|when|what|which|"
    r"who|how|has|have|be|been|no|on|at|as|but|then|than|there|here|only|any|where)\b",
    re.IGNORECASE,
)
# German words that are spelled like an English function word, and what a German sentence quotes.
ALSO_GERMAN = re.compile(r"„[^“]*“|\b(also|was|an|in|am|so|hat|die|wer|bei|no-js)\b", re.IGNORECASE)
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "path", "circle", "rect", "ellipse", "line"}
READ_ALOUD = ("aria-label", "title", "alt", "placeholder", "content", "data-storage", "data-one", "data-many",
              "data-signed-out", "data-aside-one", "data-aside-many", "data-some", "data-none")  # fmt: skip


class Said(HTMLParser):
    """The texts of a page outside elements that are marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.lang = ""
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html":
            self.lang = said.get("lang") or ""
        english = bool(self.open and self.open[-1][1])
        if said.get("lang"):
            english = said["lang"] == "en"
        silent = tag in ("script", "style", "code")
        if not english and (tag != "meta" or said.get("name") == "description"):
            self.texts += [said[name] or "" for name in READ_ALOUD if name in said]
        if tag not in VOID:
            self.open.append((tag, english or silent))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in [name for name, _ in self.open]:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.texts.append(data)


def said_by(html: str) -> Said:
    page = Said()
    page.feed(html)
    return page


def english_in(html: str) -> list[str]:
    """Sentences of a page that hold an English function word."""
    return [
        " ".join(text.split())
        for text in said_by(html).texts
        if FUNCTION_WORDS.search(ALSO_GERMAN.sub("", text))
    ]


def german(browser: Browser, address: str, **more: Any) -> str:
    response = browser.client.get(address, headers=GERMAN, **more)
    html = str(response.content.decode())
    assert '<html lang="de"' in html, (address, response.status_code, html[:200])
    assert response.headers["Content-Language"] == "de"
    return html


@pytest.fixture
def lived_in(household: Browser, tmp_path: Path) -> str:
    """A diary with a guided session and with something typed afterwards."""
    phone = Device.at()
    known = iter(["calf_dorsiflexion_pull", "calf_wall_stretch"])
    events = [
        replace(event, data={**event.data, "remedy": next(known)}) if "remedy" in event.data else event
        for event in phone.session()
    ]
    episodes.record(household.person.id, events, NOW)
    persons.rename(None, household.person.id, "Grete")
    keep_days(household.person.id, tmp_path)
    return str(phone.episode_id)


def test_the_crawl_would_see_an_english_sentence() -> None:
    assert english_in('<html lang="de"><p>Get the help of a doctor.</p>')
    assert english_in('<html lang="de"><p aria-label="Get the help">Ja</p>')
    assert english_in('<html lang="de"><div lang="en"><p lang="de">Is it?</p></div>')
    assert not english_in(
        '<html lang="de"><p lang="en">Get the help <br> of <b>a</b> doctor.</p><p>Was hat er?</p>'
    )


@pytest.mark.parametrize("pattern", sorted(PAGES))
def test_a_german_page_has_no_english(household: Browser, lived_in: str, pattern: str) -> None:
    html = german(
        household, "/" + PAGES[pattern].format(episode=lived_in, product=keep_a_product(household.person.id))
    )
    assert english_in(html) == []
    assert len(said_by(html).texts) > 10


def test_no_plan_and_no_warning_sign_is_english(household: Browser, lived_in: str) -> None:
    persons.save_profile(
        None,
        household.person.id,
        conditions=["pregnancy", "diabetes", "balance_risk"],
        equipment=[],
        turned_on=[],
    )
    pages = {page: english_in(german(household, page)) for page in offline_pages()}
    assert len(pages) > 35
    assert {page: found for page, found in pages.items() if found} == {}


@pytest.mark.parametrize("pattern", sorted(LAN_PAGES))
def test_a_page_around_accounts_has_no_english(owner: Browser, pattern: str) -> None:
    if pattern == "account/login/":
        owner.client.logout()
    if pattern == "account/first/":
        owner.account.delete()
        tokens.make(tokens.TokenKind.FIRST, NOW)
    assert english_in(german(owner, "/" + LAN_PAGES[pattern], follow=True)) == []


def test_the_form_of_a_spasm_is_german_with_all_its_errors(household: Browser) -> None:
    token = household.csrf()["X-CSRFToken"]
    seen = ""
    for wrong in (
        {}, {"side": "left"}, {"area": "calf"}, {"area": "calf", "side": "left", "date": "no"},
        {"area": "calf", "side": "left", "date": "2026-01-01", "time": "25"},
        {"area": "calf", "side": "left", "date": "2026-01-01", "time": "10:00", "minutes": "x"},
        {"area": "calf", "side": "left", "date": "2999-01-01", "time": "10:00"},
        {"area": "calf", "side": "left", "date": "2026-01-01", "time": "10:00", "note": "x" * 5000},
        {"area": "calf", "side": "left", "date": "2026-01-01", "time": "10:00", "event": "x"},
        {"area": "knie", "side": "left", "date": "2026-01-01", "time": "10:00"},
    ):  # fmt: skip
        new = {
            "event": "01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d",
            "episode": "01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4e",
        }
        form = new | {"date": "2026-01-01", "time": "10:00"} | wrong | {"csrfmiddlewaretoken": token}
        response = household.client.post("/diary/add/", form, headers=GERMAN)
        assert response.status_code == 422, wrong
        seen += (html := response.content.decode())
        assert english_in(html) == [], wrong
    assert "Wähle die Stelle." in seen
    assert "Schreib eine ganze Zahl von 0 bis 10.080." in seen
    assert "Es hat 5.000 Zeichen; eine Notiz fasst bis zu 4.000." in seen
    assert "Es gibt keine Stelle namens „knie“." in seen


def test_other_forms_are_german_with_their_errors(household: Browser, lived_in: str) -> None:
    token = household.csrf()["X-CSRFToken"]
    for address, form in (
        ("/you/", {"name": ""}), ("/you/", {"name": "Grete", "conditions": "moon"}), ("/you/who/add/", {"name": ""})
    ):  # fmt: skip
        response = household.client.post(address, form | {"csrfmiddlewaretoken": token}, headers=GERMAN)
        assert response.status_code == 422
        assert english_in(response.content.decode()) == [], form


def test_logging_in_and_joining_is_german_with_its_errors(visitor: Browser, django_user_model: Any) -> None:
    django_user_model.objects.create_user("owner", password="owner has a long password", is_superuser=True)
    visitor.client.get("/account/login/")
    token = visitor.client.cookies["csrftoken"].value
    good = tokens.make(tokens.TokenKind.INVITATION, NOW.replace(year=2099))
    for address, form in (
        ("/account/login/", {}), ("/account/login/", {"login": "owner", "password": "wrong"}),
        ("/account/join/", {}), ("/account/join/", {"token": "x", "username": "a b"}),
        ("/account/join/", {"token": good, "username": "owner", "password1": "owner", "password2": "other"}),
    ):  # fmt: skip
        response = visitor.client.post(address, form | {"csrfmiddlewaretoken": token}, headers=GERMAN)
        html = response.content.decode()
        assert '<html lang="de"' in html
        assert "errorlist" in html or "error-summary" in html, form
        assert english_in(html) == [], form


@pytest.mark.parametrize(
    ("address", "words_said"),
    [
        ("/no-such-page/", "Diese Seite gibt es hier nicht."),
        ("/relief/moon/", "Es gibt keine Stelle namens „moon“."),
        ("/relief/Calf/left/", "Unter „Calf“ gibt es keine Stelle."),
        ("/relief/neck/left/", "Diese Seite gibt es hier nicht: Nacken."),
        ("/help/moon/", "Es gibt keine Stelle namens „moon“."),
        ("/diary/01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d/", "Diesen Eintrag gibt es in diesem Tagebuch nicht."),
        ("/trust/ca.crt", "Hier gibt es kein Zertifikat."),
        ("/account/", "Hier gibt es keine Konten."),
    ],
)
def test_an_error_page_is_german(household: Browser, address: str, words_said: str) -> None:
    html = german(household, address)
    assert words_said in html
    assert english_in(html) == []


def test_a_form_that_came_too_late_is_refused_in_german(household: Browser) -> None:
    response = household.client.post("/you/who/add/", {"name": "x"}, headers=GERMAN)
    assert response.status_code == 403
    assert english_in(response.content.decode()) == []
    assert "damit dein Tagebuch sicher bleibt" in response.content.decode()


def test_what_an_error_quotes_never_becomes_markup(household: Browser) -> None:
    assert "<b>" not in german(household, "/relief/%3Cb%3E{0}{x}%25(a)s/")


def test_a_diary_reads_german() -> None:
    with translation.override("de"):
        today = date(2026, 3, 2)
        assert words.seconds(130) == "2 Min. 10 Sek."
        assert words.day_heading(date(2026, 3, 1), today) == "Gestern"
        assert words.day_heading(date(2026, 2, 22), today) == "Sonntag, 22. Februar"
        assert words.day_heading(date(2025, 12, 24), today) == "Mittwoch, 24. Dezember 2025"
        assert words.lasted(None) == "Dauer unbekannt"
        assert words.lasted(timedelta(hours=1)) == "1 Std."


def test_a_row_of_the_diary_is_german(household: Browser, lived_in: str) -> None:
    with translation.override("de"):
        row = diary._row(episodes.recent(household.person.id, 1)[0])
    assert row["title"] == "Linke Wade"
    assert row["facts"][:2] == ["1 Min.", "Schmerz 6 von 10"]


def test_why_a_step_was_left_out_is_german(household: Browser) -> None:
    persons.save_profile(None, household.person.id, conditions=["pregnancy"], equipment=[], turned_on=[])
    html = "".join(german(household, page) for page in offline_pages() if page.startswith("/relief/"))
    left_out = "".join(re.findall("Aus deinem Plan ausgelassen.*?</details>", html, re.DOTALL))
    assert "Dafür fehlt: ein Heizkissen, Körnerkissen oder warmes Handtuch." in left_out
    assert " (schwanger): " in left_out
    assert "Aus, bis du es in deinem Profil einschaltest." in left_out
    assert "Der übliche erste Schritt." in html


def test_a_figure_names_its_sides_in_german(household: Browser) -> None:
    """Left and right are the words that must never be missed."""
    html = "".join(german(household, page) for page in ("/relief/calf/left/", "/relief/calf/right/"))
    assert html.count(' lang="de">Links</text>') > 2
    assert html.count(' lang="de">Rechts</text>') > 2
    assert not re.search(r">(Left|Right)</text>", html)
    assert ">Left</text>" in household.client.get("/relief/calf/left/").content.decode()


def test_what_a_stop_sign_says_to_tap_is_a_button_of_that_name(household: Browser) -> None:
    for area in AREAS:
        with translation.override("de"):
            signs = library.library("de").stop_signs[area.value]
        named = set(re.findall(r"[Tt]ippe auf (\w+)", signs.full + signs.short))
        assert named == {"Hilfe"}, area
    html = german(household, "/relief/calf/left/")
    assert re.search(r'class="button stop-help"[^>]*>.*?</svg>Hilfe<', html)
    assert re.search(r'data-do="next">.*?</svg>Weiter<', html)
    assert "tippe auf Weiter" in words._spoken("de")["session"]["ask"]


def test_certainty_says_the_same_as_the_evidence_room() -> None:
    """English stands twice, so it is compared: for every remedy and every pair of grades."""
    for remedy in evidence.load().remedies.values():
        assert words.certainty(remedy.evidence) == certainty_in_words(remedy.evidence)
    keys = set(words.SECTIONS["certainty"])
    assert {f"tested_{level.value}" for level in Certainty} < keys
    assert {f"advised_{level.value}" for level in GuidelineSupport} < keys


def test_certainty_is_german() -> None:
    remedy = library.library("de").remedies["calf_dorsiflexion_pull"]
    with translation.override("de"):
        said = words.certainty(remedy.evidence)
    assert said != certainty_in_words(remedy.evidence)
    assert not FUNCTION_WORDS.search(ALSO_GERMAN.sub("", said))


def test_a_missing_translation_is_english_and_says_so(
    household: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Take one instruction and one warning sign out of the German content."""
    import shutil

    from unclench.evidence.sources import OURS

    folder = tmp_path / "content"
    shutil.copytree(OURS, folder)
    english = library.library().remedies["calf_dorsiflexion_pull"]
    file = next(f for f in (folder / "de" / "remedies").glob("*.yaml") if english.id in f.read_text("utf-8"))
    record = re.search(rf"- id: {english.id}\n(?:(?!  - id:).*\n)*", file.read_text("utf-8"))
    assert record is not None
    shorter = re.sub(r"    ready:\n(?:      .*\n)+|    ready: .*\n(?:      .*\n)*", "", record[0])
    assert shorter != record[0]
    file.write_text(file.read_text("utf-8").replace(record[0], shorter), "utf-8")
    broken = translated(library.library(), "de", folder)
    assert f"remedies.{english.id}.ready" in broken.missing

    clear = (library.library, library.still_english)
    for held in clear:
        held.cache_clear()
    monkeypatch.setattr(library, "_translated", lambda language: broken)
    try:
        html = german(household, "/relief/calf/left/")
        assert f'<li lang="en">{english.ready[0]}</li>' in html
        assert "noch nicht übersetzt" in html
        assert english_in(html) == []
        assert "noch nicht übersetzt" not in german(household, "/relief/neck/both/")
        assert "noch nicht übersetzt" not in german(household, "/help/calf/")
    finally:
        for held in clear:
            held.cache_clear()


def test_nothing_says_so_where_all_is_translated(household: Browser) -> None:
    assert "noch nicht übersetzt" not in german(household, "/relief/calf/left/")


def test_interface_and_content_speak_the_same_languages() -> None:
    assert tuple(languages.known()) == content_languages()
    for language in content_languages()[1:]:
        assert (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.mo").is_file()


def test_numbers_in_pictures_keep_their_point(household: Browser) -> None:
    """German writes 1,5; SVG does not."""
    plain = household.client.get("/").content.decode()
    drawn = re.findall(r' (?:d|viewBox|points|x|y|cx|cy|r)="[^"]*"', plain)
    assert drawn == re.findall(r' (?:d|viewBox|points|x|y|cx|cy|r)="[^"]*"', german(household, "/"))


def test_the_apps_manifest_speaks_the_language(household: Browser) -> None:
    assert household.client.get("/manifest.webmanifest", headers=GERMAN).json()["lang"] == "de"
    assert household.client.get("/manifest.webmanifest").json()["lang"] == "en"
