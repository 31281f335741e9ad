# SPDX-License-Identifier: Apache-2.0
"""The pages on products: the shelf, a look, the verdict, several side by side, everything together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unclench.diary import Person
from unclench.errors import InputError
from unclench.store import products
from unclench.vetting import Label, Profile
from unclench.vetting import together as added_up
from unclench.vetting.comparing import MOST_COMPARED
from unclench.web import whose
from unclench.web.languages import ENGLISH, active
from unclench.web.library import library
from unclench.web.products import on_skin, shelf_page, things_page
from unclench.web.products.diary_says import diary_says
from unclench.web.products.form import ROWS, ProductForm, text_again
from unclench.web.products.judged import Look, changed, kept, label_of, look, looks, name_of
from unclench.web.products.together_page import intake_rows
from unclench.web.products.verdict_page import verdict_context
from unclench.web.products.whom import profile_for

__all__ = [
    "add", "compare", "delete", "noted", "product", "restore", "shelf", "skin", "thing", "things", "together",
]  # fmt: skip

LARGEST_BODY = 12 * 1024 * 1024
"""Bytes of a form with its file. A larger one is not even read; a file itself may have less than 5 MB."""

_LARGEST_DRAINED = 64 * 1024 * 1024


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """What I own, each with its word; what is on the skin now."""
    person = whose.person(request)
    worn = on_skin.now_on_skin(person.id)
    found = looks(products.shelf(person.id), _profile(request, person))
    context = {
        "rows": shelf_page.shelf_rows(found, worn),
        "worn": on_skin.rows(worn),
        "deleted": _uuid(request.GET.get("deleted")),
        "comparable": len(found) > 1,
    }
    return render(request, "products.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A label pasted, uploaded or typed: looked at, or kept on the shelf.

    A body that is too large is refused before it is read. Reading it is what the check against forged forms does
    first, so that check stands further in.
    """
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        _drain(request)
        form = ProductForm.too_big()
        return render(request, "products_add.html", form.context(), status=413)
    answered: HttpResponse = _add(request)
    return answered


@csrf_protect
def _add(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "products_add.html", ProductForm.blank().context())
    person = whose.person(request)
    form = ProductForm.sent(request.POST, request.FILES.get("file"))
    if request.POST.get("do") == "more":
        return render(request, "products_add.html", replace(form, more=ROWS).context())
    try:
        given = form.product(_now())
        profile, others = _profile(request, person), _others(person, given.id)
        found = look(given, profile, others)
        named = _named(found)
        if request.POST.get("do") != "keep":
            return render(request, "products_one.html", _one(person, named) | {"again": _again(named)})
        products.keep(person.id, named.product)
    except InputError as error:
        return render(request, "products_add.html", form.refused(error).context(), status=422)
    return HttpResponseRedirect(f"/products/{given.id}/")


@require_safe
def product(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """The verdict on one product as one screen."""
    person = whose.person(request)
    owned = products.get(person.id, product_id)
    try:
        found = look(owned, _profile(request, person), _others(person, product_id))
    except InputError as error:
        return render(request, "products_unread.html", {"product": owned, "problem": error}, status=200)
    return render(request, "products_one.html", _one(person, found) | {"kept": True})


@require_POST
def delete(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Take it off the shelf; the list that follows offers undo."""
    products.delete(whose.person(request).id, product_id)
    return HttpResponseRedirect(f"/products/?deleted={product_id}")


@require_POST
def restore(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Undo a deletion."""
    products.restore(whose.person(request).id, product_id)
    return HttpResponseRedirect(f"/products/{product_id}/")


@require_POST
def noted(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """The person has read what changed."""
    person = whose.person(request)
    found = look(products.get(person.id, product_id), _profile(request, person), _others(person, product_id))
    if found.verdict is not None:
        products.note_verdict(person.id, product_id, kept(found.verdict))
    return HttpResponseRedirect(f"/products/{product_id}/")


@require_POST
def skin(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """It went onto the skin now, or it is off."""
    person = whose.person(request)
    owned = products.get(person.id, product_id)
    if request.POST.get("do") == "off":
        products.take_off(person.id, product_id)
    else:
        label, now = label_of(owned), _now()
        products.put_on(
            person.id, product_id, on_skin.conditions_of(label, library()), now, now + on_skin.wear_of(label)
        )
    return HttpResponseRedirect("/products/")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four products side by side."""
    person = whose.person(request)
    chosen = _chosen(request.GET)
    found = [one for one in _judged_shelf(request, person) if one.product.id in chosen]
    context = {
        "cards": shelf_page.compare_cards(found[:MOST_COMPARED]),
        "too_many": len(found) > MOST_COMPARED,
        "most": MOST_COMPARED,
    }
    return render(request, "products_compare.html", context)


@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """What everything I take adds up to."""
    person = whose.person(request)
    found = [one for one in _judged_shelf(request, person) if one.label is not None]
    chosen = _chosen(request.GET) or {one.product.id for one in found}
    labels = [
        replace(one.label, name=one.product.name)
        for one in found
        if one.label is not None and one.product.id in chosen
    ]
    context = {
        "intakes": intake_rows(added_up(labels, _profile(request, person), library())),
        "choices": [
            {"value": one.product.id, "label": one.product.name, "on": one.product.id in chosen}
            for one in found
        ],
    }
    return render(request, "products_together.html", context)


@require_safe
def things(request: HttpRequest) -> HttpResponse:
    """Bands, rollers, balls, ice, heat, stockings, tape."""
    person = whose.person(request)
    return render(
        request, "products_things.html", {"rows": things_page.thing_rows(_profile(request, person))}
    )


@require_safe
def thing(request: HttpRequest, name: str) -> HttpResponse:
    """One thing: what for, how safely, what its claims are worth."""
    person = whose.person(request)
    return render(request, "products_thing.html", things_page.thing_context(name, _profile(request, person)))


def _one(person: Person, found: Look) -> dict[str, Any]:
    assert found.label is not None  # look() gives both
    assert found.verdict is not None
    worn = [one for one in on_skin.now_on_skin(person.id) if one.product_id == found.product.id]
    return verdict_context(found.verdict, found.label) | {
        "product": found.product,
        "title": found.product.name or _("A product without a name"),
        "change": shelf_page.change_context(changed(found)),
        "worn": on_skin.rows(tuple(worn)),
        "may_wear": bool(on_skin.conditions_of(found.label, library())),
        "diary": diary_says(person.id, found.label, found.product.name),
        "kept": False,
        "some_english": active() != ENGLISH,
    }


def _named(found: Look) -> Look:
    """The same look with the product called as its label calls it, and the verdict to remember."""
    assert found.label is not None  # look() gives both
    assert found.verdict is not None
    name = found.product.name or name_of(found.label)[: products.LONGEST_PRODUCT_NAME]
    return replace(found, product=replace(found.product, name=name, judged=kept(found.verdict)))


def _again(found: Look) -> dict[str, Any]:
    """What the page must carry so that a product can be kept after a look."""
    return {"text": text_again(found.product)}


def _others(person: Person, product_id: UUID) -> tuple[Label, ...]:
    labels: list[Label] = []
    for one in products.shelf(person.id):
        if one.id == product_id:
            continue
        try:
            labels.append(label_of(one))
        except InputError:  # it says so on its own page
            continue
    return tuple(labels)


def _judged_shelf(request: HttpRequest, person: Person) -> list[Look]:
    return looks(products.shelf(person.id), _profile(request, person))


def _profile(request: HttpRequest, person: Person) -> Profile:
    true_now = {key for one in on_skin.now_on_skin(person.id) for key in one.conditions}
    return profile_for(person, whose.household(request), _now().astimezone().date(), true_now)


def _chosen(query: QueryDict) -> set[UUID]:
    return {key for text in query.getlist("p")[: products.MOST_PRODUCTS] if (key := _uuid(text)) is not None}


def _drain(request: HttpRequest) -> None:
    """Let the browser finish sending, so that it reads the answer; nothing of it is kept."""
    left = min(int(request.META.get("CONTENT_LENGTH") or 0), _LARGEST_DRAINED)
    while left > 0 and (piece := request.read(min(left, 65_536))):
        left -= len(piece)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _now() -> datetime:
    return datetime.now(UTC)
