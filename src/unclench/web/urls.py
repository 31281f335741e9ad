# SPDX-License-Identifier: Apache-2.0
"""Every address of the server."""

from __future__ import annotations

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from unclench.web.later import later
from unclench.web.safekeeping import doors as safekeeping
from unclench.web.views import care, diary, learn, offline, products, relief, trust, visit, you

__all__ = ["urlpatterns"]

handler400 = "unclench.web.faults.bad_request"
handler403 = "unclench.web.faults.forbidden"
handler404 = "unclench.web.faults.not_found"
handler429 = "unclench.web.accounts.views.too_many"
handler500 = "unclench.web.faults.server_error"

urlpatterns = [
    path("", relief.home),
    path("relief/<str:name>/", relief.area),
    path("relief/<str:name>/<str:side_name>/", relief.relief),
    path("help/", care.start),
    path("help/noted/", care.noted),
    path("help/rules.json", care.rules),
    path("help/<str:name>/", care.first),
    path("help/<str:name>/answer/", care.answer),
    path("help/<str:name>/<int:number>/", care.question),
    path("visit/", visit.visit),
    path("visit/paper/", visit.on_paper),
    path("diary/", diary.index),
    path("diary/add/", diary.add),
    path("diary/<uuid:episode_id>/", diary.episode),
    path("diary/<uuid:episode_id>/edit/", diary.edit),
    path("diary/<uuid:episode_id>/delete/", diary.delete),
    path("diary/<uuid:episode_id>/restore/", diary.restore),
    path("diary/now/", later("days.checking", "now")),
    path("diary/day/<str:day>/check/", later("days.checking", "check")),
    path("diary/day/<str:day>/clear/", later("days.checking", "clear")),
    path("diary/day/<str:day>/unclear/", later("days.checking", "unclear")),
    path("diary/follow/", later("days.following", "follow")),
    path("diary/medicines/", later("days.medicine_pages", "periods")),
    path("diary/day/<str:name>/", later("days.day_page", "day")),
    path("diary/week/<str:name>/", later("days.week", "week")),
    path("diary/month/<str:name>/", later("days.month", "month")),
    path("diary/year/<str:name>/", later("days.year", "year")),
    path("diary/begins/", later("days.day_begins", "day_begins")),
    path("diary/reminder/", later("days.reminder", "reminder")),
    path("diary/causes/", later("causes.pages", "index")),
    path("diary/causes/suspicions/", later("causes.pages", "suspect")),
    path("diary/causes/<str:key>/", later("causes.pages", "cause")),
    path("calendar/<str:token>.ics", later("days.reminder", "calendar", public=True)),
    path("learn/", learn.first),
    path("learn/search/", learn.find),
    path("learn/search.json", learn.search_index),
    path("learn/evidence/", learn.evidence_table),
    path("learn/certainty/", learn.certainty),
    path("learn/sources/", learn.sources),
    path("learn/unreviewed/", learn.unreviewed),
    path("learn/glossary/", learn.glossary),
    path("learn/<str:kind>/", learn.kind_list),
    path("learn/<str:kind>/<str:record_id>/", learn.record),
    path("products/", products.shelf),
    path("products/add/", products.add),
    path("products/compare/", products.compare),
    path("products/together/", products.together),
    path("products/things/", products.things),
    path("products/things/<str:name>/", products.thing),
    path("products/<uuid:product_id>/", products.product),
    path("products/<uuid:product_id>/delete/", products.delete),
    path("products/<uuid:product_id>/restore/", products.restore),
    path("products/<uuid:product_id>/noted/", products.noted),
    path("products/<uuid:product_id>/skin/", products.skin),
    path("you/", you.profile),
    path("you/data/", safekeeping.data),
    path("you/data/export/", safekeeping.export),
    path("you/data/backup/", safekeeping.back_up),
    path("you/data/backups/<str:name>/", safekeeping.download),
    path("you/data/restore/", safekeeping.restore),
    path("you/data/erase/", safekeeping.erase),
    path("you/data/import/", csrf_exempt(later("imports.pages", "files"))),  # checked there, behind the file
    path("you/data/import/take-out/", later("imports.pages", "take_out")),
    path("you/data/import/read/<uuid:file_id>/", later("imports.pages", "report")),
    path("you/data/import/<uuid:incoming_id>/", later("imports.pages", "one")),
    path("you/data/import/<uuid:incoming_id>/progress.json", later("imports.pages", "progress")),
    path("you/data/import/<uuid:incoming_id>/columns/", later("imports.columns", "columns")),
    path("you/data/sources/", later("imports.sources", "sources")),
    path("you/data/weather/", later("imports.weather", "weather_page")),
    path("you/language/", you.language),
    path("you/who/", you.who),
    path("you/who/choose/", you.choose),
    path("you/who/add/", you.add_person),
    path("trust/", trust.trust),
    path("trust/ca.crt", trust.certificate),
    path("style/<str:digest>.css", offline.style),
    path("manifest.webmanifest", offline.manifest),
    path("sw.js", offline.worker),
    path("api/", include("unclench.web.api")),
    path("account/", include("unclench.web.accounts.urls")),
]
