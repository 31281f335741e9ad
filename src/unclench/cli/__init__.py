# SPDX-License-Identifier: Apache-2.0
"""The command line: one file per verb. Nothing heavy is imported before the verb that needs it runs."""
