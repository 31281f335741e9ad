# SPDX-License-Identifier: Apache-2.0
"""The pages of days: check-in, calendar, timeline, what is followed, medicines, the reminder."""
