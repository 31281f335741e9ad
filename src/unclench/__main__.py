# SPDX-License-Identifier: Apache-2.0
"""`python -m unclench` is `unclench`."""

from __future__ import annotations

import sys

from unclench.cli.main import main

sys.exit(main())
