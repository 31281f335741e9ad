# SPDX-License-Identifier: Apache-2.0
"""The pages under /you/data/: backups, putting one back, taking everything along, erasing a person.

doors    the views, without what they need: nobody in pain waits for it
pages    what they do
links    the ways from /you/data/ to its pages; a new page adds a row there
"""
