# SPDX-License-Identifier: Apache-2.0
"""Addresses under /account/."""

from __future__ import annotations

from django.urls import path

from unclench.web.accounts import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", views.home, name="account_home"),
    path("first/", views.first, name="account_first"),
    path("join/", views.join, name="account_join"),
    path("invite/", views.invite, name="account_invite"),
    path("login/", views.log_in_page, name="account_login"),
    path("logout/", views.log_out_page, name="account_logout"),
    path("password/", views.password_page, name="account_change_password"),
]
