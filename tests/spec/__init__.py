# SPDX-License-Identifier: Apache-2.0
"""The manual, as tests: a folder is a chapter, a file a section, a test a paragraph with a small table."""
