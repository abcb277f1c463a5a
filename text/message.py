"""A sentence that has not chosen its language yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """A message id with the values of its placeholders.

    Attributes
    ----------
    key : str
        Id in the catalogues.
    params : Mapping[str, object]
        Placeholder values. A value that is itself a `Message` is put into the
        language of the whole.
    """

    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def in_language(self, lang: str) -> str:
        """The sentence in ``lang``."""
        from text.catalogue import t  # errors, messages and catalogues know each other

        return t(
            lang,
            self.key,
            **{
                name: value.in_language(lang) if isinstance(value, Message) else value
                for name, value in self.params.items()
            },
        )
