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

__all__ = ["CareCheck", "CareNotice", "Episode", "Event", "OwnedProduct", "Person", "StepTried"]


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
