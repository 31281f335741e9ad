# SPDX-License-Identifier: Apache-2.0
"""The only room that knows HTTP: pages, the API, accounts, and what keeps them safe. Importing it imports no Django."""
