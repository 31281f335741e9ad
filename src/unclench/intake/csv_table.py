# SPDX-License-Identifier: Apache-2.0
"""A person's own spreadsheet, saved as text: a row a day, a row an event, or a row for each thing and day."""

from __future__ import annotations

from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.csv_mapping import Column, Kind, Mapping, Role
from unclench.intake.csv_proposal import Proposal, Question, propose, proposed
from unclench.intake.csv_reading import TableReading
from unclench.intake.csv_sniffing import sample, sniffed
from unclench.intake.gathering import Gathering

__all__ = [
    "NAME",
    "Column",
    "Kind",
    "Mapping",
    "Proposal",
    "Question",
    "Role",
    "propose",
    "read",
    "recognises",
]

NAME = "csv_table"


def recognises(archive: Archive) -> bool:
    """Any text with a column of dates and one more column."""
    try:
        table = sniffed(archive)
    except InputError:
        return True  # a table beyond the bounds, or a damaged one: reading it says so in words
    return table is not None and table.date_column is not None


def read(archive: Archive, into: Gathering) -> None:
    """Days from the columns as they were settled (answers["columns"], a Mapping as JSON), else as they are proposed.

    NeedsAnswer: `columns` where no column holds dates or nothing usable stands beside it; `date_order` and `decimal`
    where the table can be read in two ways. InputError where it is no table, or cannot be read.
    """
    table = sniffed(archive)
    if table is None:
        propose(archive)  # says why it is none
        return
    given = into.answers.get("columns")
    rows = sample(archive, table)
    mapping = Mapping.from_json(given) if given else proposed(table, rows).mapping
    TableReading(table, mapping, rows, into).all_of(archive)
