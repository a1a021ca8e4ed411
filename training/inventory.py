"""The label inventories of the reader's heads, in the order the weights know them."""

from __future__ import annotations

NAMES = ("O", *tuple(f"{p}-{t}" for t in ("PER", "ORG", "LOC", "MISC") for p in "BI"))
#: A label of training texts only: no name of a person, organisation or place; what else, untold.
NONE_OR_OTHER = -2
ATTRIBUTION = ("O", *tuple(f"{p}-{t}" for t in ("source", "cue", "content") for p in "BI"))
ENTITIES = (
    "O",
    "person",
    "organization",
    "place",
    "event",
    "object",
    "abstract",
    "time",
    "substance",
    "animal",
    "plant",
)
EVENTS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
TRIGGERS = ("O", *tuple(f"{p}-{t}" for t in EVENTS for p in "BI"))
MODALITIES = (
    "happened",
    "ongoing",
    "announced",
    "threatened",
    "demanded",
    "offered",
    "denied",
    "hypothetical",
    "past",
)
UPOS = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
