# SPDX-License-Identifier: Apache-2.0
"""Unclench: guided relief for muscle spasms and cramps, and the diary that comes of it."""

__version__ = "0.1.0"
