# SPDX-License-Identifier: Apache-2.0
"""Nothing is ever lost, and what shall be gone is gone.

    tables        which tables are kept, and their rows as lines of JSON
    whole_files   a file is there whole or not at all
    kept_form     the one form of a backup: a zip of lines, with a manifest that can prove them
    snapshot      one moment of the database, while others go on writing
    backup        write that moment into a file
    restoring     put a file back, all or nothing
    scratch       bring the backup of an older version up to date
    folder        where automatic backups lie, and which of them are kept
    daily         the backup of every day
    exporting     everything of one person, as JSON and as tables
    reimporting   an export taken in again
    erasing       a person is gone, also from the file and, where wished, from the backups

SQLite and PostgreSQL are kept in the same form. A copy of the SQLite file would be quicker, but it could only ever go
back into SQLite, it would hold what was deleted, and nobody could read it in twenty years with a text editor.
"""
