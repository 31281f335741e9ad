# SPDX-License-Identifier: Apache-2.0
"""What the pages under /you/data/ do. Backups hold everybody, so they are the owner's of the machine alone."""

from __future__ import annotations

import os
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unclench.errors import InputError, UnclenchError
from unclench.store import home, persons
from unclench.store.safekeeping import backup, daily, erasing, exporting, folder, reimporting, restoring
from unclench.web import languages, whose, words
from unclench.web.safekeeping.links import data_links

__all__ = ["LARGEST_BODY", "back_up", "data", "download", "erase", "export", "restore"]

LARGEST_BODY = 4 * 2**30
"""Bytes of a form with its file. A larger one is not even read."""

_SHOWN = 20


class _OwnersOnly(UnclenchError):
    code = "owners_only"
    http_status = 403


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything about the data: the export, the backups, and the ways to the rest."""
    context: dict[str, Any] = {"links": data_links(), "owner": _owns(request), "done": _done(request)}
    if context["owner"]:
        found = folder.kept()
        context |= {
            "backups": [_row(one) for one in found[:_SHOWN]],
            "more": max(len(found) - _SHOWN, 0),
            "off": folder.is_off(),
            "failure": _failure(),
            "before": _known_name(request.GET.get("before", "")),
        }
    return render(request, "data.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Everything of the open diary's person, as a file."""
    now = datetime.now(UTC)
    handle, name = tempfile.mkstemp(prefix=".unclench-export-", suffix=".zip", dir=home.folder())
    os.close(handle)
    path = Path(name)
    try:
        exporting.export(whose.account(request), whose.person(request).id, path, now)
        file = path.open("rb")
    finally:
        path.unlink(missing_ok=True)  # the open file is still there; its bytes go with it, however this ends
    return FileResponse(file, as_attachment=True, filename=f"unclench-export-{now:%Y-%m-%d}.zip")


@require_POST
def back_up(request: HttpRequest) -> HttpResponse:
    """A backup of everything, into the folder of backups."""
    _owners_only(request)
    now = datetime.now(UTC)
    backup.write(folder.fresh_path(folder.Kind.ASKED, now), now)
    return HttpResponseRedirect("/you/data/?made")


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """One of the backups."""
    _owners_only(request)
    return FileResponse(folder.named(name).open("rb"), as_attachment=True, filename=name)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest) -> HttpResponse:
    """A backup put back, or an export taken in; the file says which it is.

    A body that is too large is refused before it is read. Reading it is what the check against forged forms does
    first, so that check stands further in.
    """
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _restore_page(request, _too_large(), status=413)
    request.upload_handlers = [TemporaryFileUploadHandler(request)]
    answered: HttpResponse = _restore(request)
    return answered


@csrf_protect
def _restore(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _restore_page(request)
    try:
        path = _on_disk(request.FILES.get("file"))
        if not _is_backup(path):
            taken = reimporting.take_in(whose.account(request), path)
            whose.choose(request, taken.person_id)
            left_out = "&samples" if taken.samples_left_out else ""
            return HttpResponseRedirect(f"/you/data/?added={sum(taken.added.values())}{left_out}")
        _owners_only(request)
        if request.POST.get("replace") != "yes":
            raise InputError(
                "Nothing was replaced.", why="This is a backup of everything, and the tick is missing.",
                todo="Tick “Yes, replace everything here” and choose the file again.", field="replace",
            )  # fmt: skip
        done = restoring.restore(path, datetime.now(UTC))
    except InputError as error:
        return _restore_page(request, error, status=422)
    before = f"&before={done.before.name}" if done.before else ""
    return HttpResponseRedirect(f"/you/data/?restored{before}")


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """The open diary's person, gone for good, once their name was typed."""
    person = whose.person(request)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            if request.POST.get("person") != str(person.id):
                raise InputError(
                    "Nothing was erased.", why="Another person's diary was opened since this page was made.",
                    todo="Look at the name, and type it if it is the right one.", field="name",
                )  # fmt: skip
            erasing.check_name(person.name, request.POST.get("name", ""))
            done = erasing.erase(
                whose.account(request), person.id, from_backups=request.POST.get("backups") == "yes"
            )
        except InputError as error:
            errors = [{"field": error.field or "", "text": languages.sentence(error)}]
        else:
            whose.choose(request, persons.first(whose.account(request)).id)
            return HttpResponseRedirect("/you/data/?erased" + ("&still" if done.still_in else ""))
    context = {"errors": errors, "backups": request.POST.get("backups") == "yes"}
    return render(request, "data_erase.html", context, status=422 if errors else 200)


def _owns(request: HttpRequest) -> bool:
    account = whose.account(request)
    return account is None or account.is_superuser


def _owners_only(request: HttpRequest) -> None:
    if not _owns(request):
        raise _OwnersOnly(
            "Only the owner of this server has its backups.", why="They hold the diaries of all accounts.",
            todo="Get an export of your own diary instead.",
        )  # fmt: skip


def _on_disk(sent: Any) -> Path:
    """The file of an upload: `restore` has each one written to the disk while it arrives."""
    if not isinstance(sent, TemporaryUploadedFile):
        raise InputError("No file was chosen.", todo="Choose a zip that Unclench wrote.", field="file")
    return Path(sent.temporary_file_path())


def _is_backup(path: Path) -> bool:
    """Whether it holds everything; what is neither is refused as an export, with words."""
    try:
        with zipfile.ZipFile(path) as given:
            return "manifest.json" in given.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return False


def _restore_page(request: HttpRequest, error: InputError | None = None, status: int = 200) -> HttpResponse:
    errors = [{"field": error.field or "", "text": languages.sentence(error)}] if error else []
    return render(request, "data_restore.html", {"errors": errors, "owner": _owns(request)}, status=status)


def _too_large() -> InputError:
    return InputError(
        "This file is too large.", why="A file sent here has up to 4 GB.",
        todo="Put it back on the machine itself, with “unclench restore”.", field="file",
    )  # fmt: skip


def _row(one: folder.Kept) -> dict[str, Any]:
    when = one.made_at.astimezone()
    why = {
        folder.Kind.DAILY: _("of the day"),
        folder.Kind.ASKED: _("asked for"),
        folder.Kind.RESTORE: _("before something was put back"),
        folder.Kind.UPGRADE: _("before an upgrade"),
    }
    return {
        "name": one.path.name,
        "day": words.day_heading(when.date(), datetime.now().astimezone().date()),
        "clock": words.clock(when),
        "why": why[one.kind],
        "size_bytes": one.size_bytes,
    }


def _failure() -> dict[str, str] | None:
    failed = daily.last_failure()
    if failed is None:
        return None
    when = failed.at.astimezone()
    said = f"{words.day_heading(when.date(), datetime.now().astimezone().date())} {words.clock(when)}"
    return {"when": said, "what": failed.what, "why": failed.why, "todo": failed.todo}


def _known_name(name: str) -> str:
    return name if any(one.path.name == name for one in folder.kept()) else ""


def _done(request: HttpRequest) -> str:
    """What the page before did, in words."""
    said = request.GET
    if "made" in said:
        return _("A backup was made, read again, and is whole.")
    if "restored" in said:
        return _("Everything is as it was when the backup was made.")
    if "erased" in said:
        gone = _("The person is erased.")
        still = _("Backups on this machine still hold them; they fade out within a year.")
        return f"{gone} {still}" if "still" in said else gone
    if (added := said.get("added", "")).isdecimal() and len(added) < 10:
        number = int(added)
        text = ngettext("{number} entry was added.", "{number} entries were added.", number).format(
            number=number
        )
        left_out = _("The samples of devices were left out: read their files again.")
        return f"{text} {left_out}" if "samples" in said else text
    return ""
