# SPDX-License-Identifier: Apache-2.0
"""Our own certificate authority for the local network, and the QR code that carries the address.

Phones give service workers, wake lock and passkeys to https pages only. A home network has no public name, so no
public authority can vouch for it; this computer vouches for itself, and the phone is told once to trust it.

`certificates.ensure_certificates` is not imported here: it loads the cryptography library, which costs a server that
only hands out its certificate 10 MB and a tenth of a second.
"""

from unclench.web.tls.addresses import lan_addresses
from unclench.web.tls.files import authority_certificate
from unclench.web.tls.qr import qr_svg, qr_terminal

__all__ = ["authority_certificate", "lan_addresses", "qr_svg", "qr_terminal"]
