# SPDX-License-Identifier: Apache-2.0
"""How the server of this machine starts, says where it is, and stops."""
