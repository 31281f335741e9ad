# SPDX-License-Identifier: Apache-2.0
"""Pages, one file per room of the site."""
