# SPDX-License-Identifier: Apache-2.0
"""Numbers of a label with what they are numbers of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Amount", "Basis", "Between", "Dilution", "Per", "Scale"]


class Per(StrEnum):
    """What an amount is an amount in. UNIT is one tablet, patch or dose; NOT_SAID: the label does not say."""

    NOT_SAID = "not_said"
    SERVING = "serving"
    DAY = "day"
    UNIT = "unit"
    HUNDRED_G = "100_g"
    HUNDRED_ML = "100_ml"
    VOLUME = "volume"
    MASS = "mass"
    PACKAGE = "package"


class Basis(StrEnum):
    """What a percentage is a percentage of: weight in weight, weight in volume, or nobody says."""

    NONE = ""
    W_W = "w/w"
    W_V = "w/v"
    V_V = "v/v"
    NOT_STATED = "not_stated"


class Scale(StrEnum):
    """The scale of a homeopathic dilution: steps of ten, of a hundred, of fifty thousand, or the undiluted tincture."""

    X = "X"
    C = "C"
    LM = "LM"
    MOTHER_TINCTURE = "MT"


@dataclass(frozen=True, slots=True)
class Between:
    """From low to high, both within; equal where it is one number."""

    low: float
    high: float

    def times(self, factor: float) -> Between:
        return Between(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One strength.

    written: as printed. value, unit: the number and unit as printed, unit in one spelling (%, mg, mcg, g, mL, IU).
    high: the upper end where the label gives a range. per: in what. per_value, per_unit: 5 and mL in "6.25 mg per
    5 mL". percent: g per 100 g or per 100 mL, with its basis. mg: milligrams per `per` (per_value x per_unit where it
    is a volume or mass); mcg for micrograms is turned into mg. Both None where it cannot be worked out.
    """

    written: str
    value: float
    unit: str
    high: float | None = None
    per: Per = Per.NOT_SAID
    per_value: float = 1.0
    per_unit: str = ""
    percent: float | None = None
    basis: Basis = Basis.NONE
    mg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dilution:
    """A homeopathic dilution as printed. parts_log10: one part in ten to this power (6X gives 6, 30C gives 60)."""

    written: str
    scale: Scale
    steps: int
    parts_log10: float | None
