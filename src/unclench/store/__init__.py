# SPDX-License-Identifier: Apache-2.0
"""The only room that knows the database.

    home      the data folder: database file, secret key, one-time tokens
    schema    bring the database up to date
    persons   whose diaries an account may open
    episodes  record events, read episodes
    products  the shelf, and what is on the skin now

Every verb takes and gives the frozen entities of `unclench.diary`, never a database row. Importing this package
imports no Django; importing `persons` or `episodes` needs Django to be set up.
"""
