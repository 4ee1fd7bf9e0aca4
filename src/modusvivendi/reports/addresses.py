"""Which network addresses may be fetched from: public ones only."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_TRANSLATED = IPv6Network("64:ff9b::/96")
_LOCALLY_TRANSLATED = IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = IPv6Network("::/96")


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public internet.

    Loopback, private, link-local, multicast, reserved and unspecified addresses do not, nor do IPv6 addresses
    that stand for such an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64).

    Examples
    --------
    >>> is_public("93.184.216.34"), is_public("10.0.0.7"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        place = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:  # a scope: only meaningful on this machine's own links
        return False
    if isinstance(place, IPv6Address):
        inner = _standing_for(place)
        if inner is not None:
            return all(_is_public(one) for one in inner)
        if place in _LOCALLY_TRANSLATED or place.is_site_local:
            return False
    return _is_public(place)


def _is_public(place: IPv4Address | IPv6Address) -> bool:
    return place.is_global and not (
        place.is_multicast
        or place.is_reserved
        or place.is_unspecified
        or place.is_loopback
        or place.is_link_local
        or place.is_private
    )


def _standing_for(place: IPv6Address) -> tuple[IPv4Address, ...] | None:
    """Give the IPv4 addresses that an IPv6 address stands for, or None."""
    if place.ipv4_mapped is not None:
        return (place.ipv4_mapped,)
    if place.sixtofour is not None:
        return (place.sixtofour,)
    if place.teredo is not None:
        return place.teredo
    if place in _TRANSLATED or place in _COMPATIBLE:
        return (IPv4Address(int(place) & 0xFFFFFFFF),)
    return None
