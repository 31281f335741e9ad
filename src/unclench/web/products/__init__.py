# SPDX-License-Identifier: Apache-2.0
"""The pages on products: what a form means, who asks, the verdict in words, the shelf, what is on the skin."""
