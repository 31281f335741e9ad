# SPDX-License-Identifier: Apache-2.0
"""A guided session in the terminal: what stands on the screen, which key was pressed, and the loop between them."""
