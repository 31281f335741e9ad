# SPDX-License-Identifier: Apache-2.0
"""The library as pages: every record of content becomes one readable page of the same shape."""
