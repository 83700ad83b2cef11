"""CE-GPPO: GPPO whose two sides are weighted to steer entropy.

CE-GPPO, arXiv 2509.20712, eq. 8 (gradient: eq. 9 and 10), by the authors of GPPO. The formula is
the general form of GPPO (`gppo.py`); what differs are the constants: the low side pushes entropy
down and gets beta_low = 0.5 or 0.75, the high side keeps it up and gets beta_high = 1, with
epsilon = 0.2 on both (section 4).
"""

from __future__ import annotations

from trainer_client.losses.config import CeGppoConfig
from trainer_client.losses.gppo import gppo
from trainer_client.losses.surrogate import Surrogate, TokenRatios


def ce_gppo(tokens: TokenRatios, config: CeGppoConfig) -> Surrogate:
    return gppo(tokens, config)
