# SPDX-License-Identifier: Apache-2.0
"""The pages of causes: what goes with a person's spasms, how sure that is, and the days behind it."""
