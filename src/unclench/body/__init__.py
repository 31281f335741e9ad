# SPDX-License-Identifier: Apache-2.0
"""Areas, sides, touch zones, and figures drawn from joint angles.

What draws (`body.figure`, `body.map`) is imported by name where it is needed: most verbs only need the areas.
"""

from unclench.body.areas import AREAS, Area, AreaInfo, Side, area_named, side_named, sides_of, title

__all__ = ["AREAS", "Area", "AreaInfo", "Side", "area_named", "side_named", "sides_of", "title"]
