"""Errors of the map document.

::

    DistrictMapError
    └── LayersError
        ├── PayloadError         a value that JSON or a browser cannot carry
        ├── OutsideAddressError  the document would ask the network for something
        ├── OptionError          a setting of the document that is not usable
        └── AssetsError          the JavaScript and CSS could not be built
"""

from __future__ import annotations

from text.errors import DistrictMapError


class LayersError(DistrictMapError):
    """Root of the errors of this room."""


class PayloadError(LayersError):
    """A value of the payload is not fit for the document; says which record it belongs to."""


class OutsideAddressError(LayersError):
    """The rendered document holds an address outside itself."""


class OptionError(LayersError):
    """A setting of the document is not usable."""


class AssetsError(LayersError):
    """The map's JavaScript and CSS could not be built."""
