# SPDX-License-Identifier: Apache-2.0
"""How honest `unclench.triggers` is: made-up diaries whose truth is known, our method and others' on the same days."""
