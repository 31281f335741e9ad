# SPDX-License-Identifier: Apache-2.0
"""What phones, watches, apps and tables already know of a person's days: one file for each source."""
