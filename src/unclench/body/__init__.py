# SPDX-License-Identifier: Apache-2.0
"""Areas, sides, touch zones, and figures drawn from joint angles."""
