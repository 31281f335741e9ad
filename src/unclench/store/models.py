# SPDX-License-Identifier: Apache-2.0
"""The tables. Every row belongs to one person; only this room sees these classes.

Events are what was said and are only ever added. Episodes and the steps tried in them are a projection: the fold of
their events (unclench.diary.fold), kept so that lists are quick, and rebuilt whenever an event arrives.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from uuid6 import uuid7

__all__ = [
    "CareCheck",
    "CareNotice",
    "CheckIn",
    "DataSource",
    "DayColumn",
    "DiarySettings",
    "Episode",
    "Event",
    "ImportedFile",
    "ImportedWorkout",
    "MedicineNote",
    "OwnedProduct",
    "Person",
    "SampleBlock",
    "StepTried",
]


def new_id() -> UUID:
    """A fresh UUIDv7: sorts by the time it was made."""
    return UUID(int=uuid7().int)


class Person(models.Model):
    """Somebody with a diary. owner: the account that may open it; NULL is the household of this machine."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=100)
    conditions = models.JSONField(default=list)
    equipment = models.JSONField(default=list)
    turned_on = models.JSONField(default=list)
    birth_year = models.SmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    medicines = models.JSONField(default=list)
    created_at = models.DateTimeField()
    is_first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(is_first=True), name="one_first_person_per_account"
            ),
            models.UniqueConstraint(
                fields=["is_first"],
                condition=Q(is_first=True, owner__isnull=True),
                name="one_first_person_of_the_machine",
            ),
        ]


class Event(models.Model):
    """One event as it was sent. at is UTC; utc_offset_minutes keeps what the wall clock there showed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="events")
    event_id = models.UUIDField()
    episode_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()
    data = models.JSONField(default=dict)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event_id"], name="an_event_counts_once")]
        indexes = [models.Index(fields=["person", "episode_id"], name="events_of_an_episode")]


class Episode(models.Model):
    """The fold of an episode's events."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="episodes")
    episode_id = models.UUIDField()
    area = models.CharField(max_length=20)
    side = models.CharField(max_length=5)
    onset_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()
    recorded = models.CharField(max_length=20)
    ended_at = models.DateTimeField(null=True)
    let_go = models.BooleanField(default=False)
    pain = models.SmallIntegerField(null=True)
    doing = models.CharField(max_length=20, null=True)
    different = models.TextField(blank=True)
    note = models.TextField(blank=True)
    deleted = models.BooleanField(default=False)
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "episode_id"], name="an_episode_stands_once")
        ]
        indexes = [
            models.Index("person", "deleted", models.F("onset_at").desc(), models.F("episode_id").desc(),
                         name="diary_newest_first"),
            models.Index("person", "area", "deleted", models.F("onset_at").desc(),
                         models.F("episode_id").desc(), name="history_of_an_area"),
        ]  # fmt: skip


class StepTried(models.Model):
    """One remedy tried in an episode, at its place in the order."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    remedy = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    result = models.CharField(max_length=20)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "position"], name="one_step_at_a_place"),
        ]


class CareCheck(models.Model):
    """One look at the warning signs: the answers as they were given and what the rules of that day made of them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="care_checks")
    check_id = models.UUIDField()
    at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()
    way = models.CharField(max_length=20)
    area = models.CharField(max_length=20, blank=True)
    findings = models.JSONField(default=dict)
    level = models.CharField(max_length=10)
    rules = models.JSONField(default=list)
    blocked = models.JSONField(default=list)
    rules_version = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "check_id"], name="a_check_counts_once")]
        indexes = [models.Index("person", models.F("at").desc(), name="checks_newest_first")]


class CareNotice(models.Model):
    """A quiet card the diary itself gave rise to: shown for a reason, at most once a week for the same one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="care_notices")
    reason = models.CharField(max_length=80)
    shown_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("person", "reason", models.F("shown_at").desc(), name="notices_of_a_reason")]


class OwnedProduct(models.Model):
    """A product on a person's shelf: its label as it was given, the verdict they last read, and when it was put on.

    way: file, paste or typed. whole: somebody said that this is all that stands on it. route: skin or mouth, where
    they said it. judged: the verdict last read. on_skin: momentary conditions of content, true until on_skin_until.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="products")
    product_id = models.UUIDField()
    name = models.CharField(max_length=200)
    label = models.BinaryField()
    file_name = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10)
    whole = models.BooleanField(default=False)
    route = models.CharField(max_length=10, blank=True)
    kept_at = models.DateTimeField()
    judged = models.JSONField(default=dict)
    put_on_at = models.DateTimeField(null=True)
    on_skin_until = models.DateTimeField(null=True)
    on_skin = models.JSONField(default=list)
    deleted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "product_id"], name="a_product_stands_once")]
        indexes = [models.Index("person", "deleted", models.F("kept_at").desc(), name="shelf_newest_first")]


class DiarySettings(models.Model):
    """How a person wants their days kept; a person without a row has the defaults of unclench.diary."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="settings")
    begins = models.CharField(max_length=10, default="noon")
    followed = models.JSONField(default=list)
    own = models.JSONField(default=list)
    source_order = models.JSONField(default=list)
    order_by_measure = models.JSONField(default=dict)
    csv_mappings = models.JSONField(default=dict)
    weather = models.JSONField(null=True)
    calendar_token = models.CharField(max_length=64, blank=True, default="", db_index=True)
    remind_at = models.CharField(max_length=5, default="20:30")
    zone = models.CharField(max_length=64, blank=True, default="")
    suspicions = models.JSONField(default=dict)
    first_look_at = models.DateTimeField(null=True)


class CheckIn(models.Model):
    """One thing said about a day, as it was sent; only ever added."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="check_ins")
    check_in_id = models.UUIDField()
    day = models.DateField()
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()
    answers = models.JSONField(default=dict)
    of = models.UUIDField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "check_in_id"], name="a_check_in_counts_once")
        ]
        indexes = [models.Index(fields=["person", "day"], name="check_ins_of_a_day")]


class DayColumn(models.Model):
    """A year of one exposure, packed: the projection of check-ins (layer said) or of samples (layer told).

    values: float64 a day, NaN unknown; known: a byte a day; hours: float32 a day, NaN unknown.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="columns")
    layer = models.CharField(max_length=4)
    exposure = models.CharField(max_length=64)
    year = models.SmallIntegerField()
    values = models.BinaryField()
    known = models.BinaryField()
    hours = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "layer", "exposure", "year"], name="a_column_stands_once"
            )
        ]
        indexes = [models.Index(fields=["person", "year"], name="columns_of_a_year")]


class DataSource(models.Model):
    """Who measured: a device or an app, by the name a file gives it. number: what the samples call it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="data_sources")
    number = models.SmallIntegerField()
    name = models.CharField(max_length=200)
    rank = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="a_source_stands_once"),
            models.UniqueConstraint(fields=["person", "number"], name="a_source_has_one_number"),
        ]


class ImportedFile(models.Model):
    """One file that was read, with what became of it. hidden: what its importer brought is taken out, kept for undo."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="files")
    file_id = models.UUIDField()
    importer = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField()
    exported_at = models.DateTimeField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    report = models.JSONField(default=dict)
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "file_id"], name="a_file_stands_once")]
        indexes = [models.Index(fields=["person", "sha256"], name="files_by_what_they_hold")]


class SampleBlock(models.Model):
    """A month of samples of one measure from one importer, packed by unclench.intake. month: year x 12 + month - 1."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    importer = models.CharField(max_length=30)
    measure = models.CharField(max_length=64)
    month = models.IntegerField()
    packed = models.BinaryField()
    count = models.IntegerField()
    exported_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "importer", "measure", "month"], name="a_block_stands_once"
            )
        ]
        indexes = [models.Index(fields=["person", "measure", "month"], name="blocks_of_a_month")]


class ImportedWorkout(models.Model):
    """One workout a file told of."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="workouts")
    importer = models.CharField(max_length=30)
    start_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()
    end_at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    duration_min = models.FloatField()
    energy_kcal = models.FloatField(null=True)
    distance_m = models.FloatField(null=True)
    source = models.CharField(max_length=200)
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "importer", "start_at", "kind"], name="a_workout_stands_once"
            )
        ]


class MedicineNote(models.Model):
    """One thing that happened to a medicine or supplement. day: NULL where only its being taken is known."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="medicine_notes")
    note_id = models.UUIDField()
    name = models.CharField(max_length=100)
    course = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    day = models.DateField(null=True)
    at = models.DateTimeField()
    text = models.CharField(max_length=100, blank=True, default="")
    deleted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "note_id"], name="a_note_counts_once")]
        indexes = [models.Index(fields=["person", "day"], name="notes_by_day")]
