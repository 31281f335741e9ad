# SPDX-License-Identifier: Apache-2.0
"""How fast and how light Unclench is, each number beside its target. Run it with `python -m benchmarks`."""
