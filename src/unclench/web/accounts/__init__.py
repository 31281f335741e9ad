# SPDX-License-Identifier: Apache-2.0
"""Accounts, in lan mode only: log in and out, the first account, invitations. No mail, no open sign-up."""
