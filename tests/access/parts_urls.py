# SPDX-License-Identifier: Apache-2.0
"""Addresses of the examples, for parts_site.py: /part/<part>/<example>/ beside everything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.context_processors import csrf
from django.urls import path
from django.utils.html import format_html

from tests.access.examples import EXAMPLES
from unclench.web import context, parts, urls

__all__ = ["urlpatterns"]

_PAGE = Template(
    '{% extends "base.html" %}{% block title %}{{ part_name }}: {{ example }}{% endblock %}'
    "{% block main %}<h1>{{ part_name }}</h1>{{ drawing }}{% endblock %}",
    name="example",
)


def show(request: HttpRequest, part_name: str, example: str) -> HttpResponse:
    drawing = parts.render_part(part_name, EXAMPLES[part_name, example])
    if drawing.startswith("<li"):
        drawing = format_html("<h2>In a list</h2><ul class='plainly'>{}</ul>", drawing)
    known = context.page(request) | csrf(request) | {"part_name": part_name, "example": example}
    return HttpResponse(_PAGE.render(Context(known | {"drawing": drawing, "request": request})))


urlpatterns = [path("part/<str:part_name>/<str:example>/", show), *urls.urlpatterns]
