# SPDX-License-Identifier: Apache-2.0
"""One reader for each form a label comes in. Each takes what was parsed and gives a draft."""
