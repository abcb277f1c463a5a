"""Language: catalogues of translations, formats of numbers and units, pinyin, errors.

Every room may use it; it uses none.
"""

from text.catalogue import LANGUAGES, bilingual, messages, plural, t
from text.errors import DistrictMapError, TextMissingError
from text.message import Message

__all__ = [
    "LANGUAGES",
    "DistrictMapError",
    "Message",
    "TextMissingError",
    "bilingual",
    "messages",
    "plural",
    "t",
]
