"""Sentences that look like Swedish administration and mean nothing: drawn from a fixed list of words, with the frequencies of prose."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL = (
    "och i att en det som är av för på med den till har de inte om ett men var vi så kan från vid under efter också där mellan genom alla "
    "sina ska bli varje år mer mindre flera samt eller när hur både inom utan över mot redan nu nya stora första andra god bättre"
).split()
_STEMS = (
    "stads kommun skol barn ungdoms äldre vård miljö klimat trafik bostads kultur idrotts fritids närings arbets energi vatten avfalls "
    "natur park gatu trygghets hälso folk språk digital utvecklings ekonomi budget personal kompetens demokrati service bygg mark "
    "region framtids"
).split()
_HEADS = (
    "plan planen programmet målet arbetet utveckling insatser nämnden uppdraget strategi strategin uppföljning rapporten resultat "
    "verksamheten förvaltning resurser området frågor behoven systemet stöd kostnader samverkan satsningen analys nivån andelen"
).split()
_VERBS = (
    "ökar minskar stärker utvecklar följer visar beskriver genomför planerar beslutar redovisar bidrar förebygger samordnar utvärderar "
    "främjar"
).split()


class Prose:
    """A source of words. The same seed gives the same words in the same order."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def noun(self) -> str:
        """A compound such as ``miljöarbetet``; a few are common and most are rare, as in prose."""
        return self.random.choices(_NOUNS, cum_weights=_WEIGHTS)[0]

    def name(self, number: int) -> str:
        """A name of two nouns that no other number bears."""
        return f"{self.noun().capitalize()} och {self.noun()} {number}"

    def sentence(self) -> str:
        """Eight to sixteen words."""
        words = [self._word() for _ in range(self.random.randint(8, 16))]
        return f"{' '.join(words).capitalize()}."

    def paragraph(self, words: int) -> str:
        """Sentences of at least ``words`` words in all."""
        said: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in said) < words:
            said.append(self.sentence())
        return " ".join(said)

    def some(self, items: Sequence[str], at_most: int) -> list[str]:
        """One to ``at_most`` different items."""
        return self.random.sample(items, min(len(items), self.random.randint(1, at_most)))

    def _word(self) -> str:
        share = self.random.random()
        return self.random.choice(_SMALL) if share < 0.5 else self.noun() if share < 0.85 else self.random.choice(_VERBS)


_NOUNS = [stem + head for stem in _STEMS for head in _HEADS]
random.Random(7).shuffle(_NOUNS)
_WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, len(_NOUNS) + 1)))
