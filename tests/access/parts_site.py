# SPDX-License-Identifier: Apache-2.0
"""A server for the tests alone: each example of each part, inside the page around everything.

python -m tests.access.parts_site PORT
"""

from __future__ import annotations

import sys
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings

__all__ = ["main"]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def main(port: int) -> None:
    """Serve until the process is ended."""
    settings.ROOT_URLCONF = "tests.access.parts_urls"
    from unclench.web.wsgi import application

    with make_server("127.0.0.1", port, application, _Threads, _Quiet) as server:
        from unclench.store import schema

        schema.bring_up_to_date()
        print(f"Examples at http://127.0.0.1:{server.server_port}/ - stop them with Ctrl-C.", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "unclench.web.settings"
    main(int(sys.argv[1]))
