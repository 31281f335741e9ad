# SPDX-License-Identifier: Apache-2.0
"""Django's settings. Everything that differs between two machines comes from the environment (environment.py)."""

from __future__ import annotations

import os
from pathlib import Path

from unclench.store import home
from unclench.web import assets, environment, logs

UNCLENCH_MODE = environment.mode()
_LAN = UNCLENCH_MODE == "lan"
_HERE = Path(__file__).parent

DEBUG = os.environ.get("UNCLENCH_DEBUG") == "1"
SECRET_KEY = home.secret_key()
ALLOWED_HOSTS = environment.allowed_hosts(UNCLENCH_MODE)
ROOT_URLCONF = "unclench.web.urls"
WSGI_APPLICATION = "unclench.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": environment.database()}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "unclench.store",
    "unclench.web",
]

MIDDLEWARE = [
    "unclench.web.security.SafeHeaders",
    "unclench.web.security.KnownHost",
    "unclench.web.compression.TextCompression",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "unclench.web.languages.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "unclench.web.whose.Whose",
    "unclench.web.faults.SaidInWords",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "unclench.web.templatetags.language"],
            "context_processors": ["django.template.context_processors.request", "unclench.web.context.page"],
        },
    }
]

# Words and time. Times are kept in UTC; what a wall clock showed is kept beside each event.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files: straight out of the package, under an address that holds their digest.
STATIC_ROOT = assets.STATIC_FOLDER
STATIC_URL = "/static/dev/" if DEBUG else f"/static/{assets.digest()}/"
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = False
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = None if DEBUG else "^/static/"

# Cookies. The outbox reads the CSRF token, because it sends entries long after their page was made.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = _LAN
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = _LAN
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if _LAN else []
CSRF_FAILURE_VIEW = "unclench.web.faults.csrf_failed"

# What the browser is told (the rest is in security.py). No HSTS: a household's certificate is its own.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Accounts (lan mode only): a name and a password; no mail is sent; nobody signs up without an invitation.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "unclench.web.accounts.adapter.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "token": "10/m/ip,30/5m/key",
}
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = 0
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"

LOGGING = logs.LOGGING
