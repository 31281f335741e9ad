# SPDX-License-Identifier: Apache-2.0
"""The pages of warning signs: questions a few at a time, one card as the answer."""

__all__ = ["ANYWHERE"]

ANYWHERE = "anywhere"
"""Where it hurts in no one place; stands where an area's id would."""
