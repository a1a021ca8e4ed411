"""A parse without the trained reader: words, rough parts of speech, rough trees.

It stands in where the trained reader is missing, so that the layers above have one form to work
on. Subjects, objects, prepositional phrases and clauses around verbs are attached by a few rules
of thumb; it is right often enough around plain newspaper sentences and wrong on hard ones. Its
trees carry a low confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from backchannel.reading.inflection import known_verbs, verb_forms, verb_lemma
from backchannel.reading.parse import Parse, Sentence, Token
from backchannel.reading.patterns import noun_patterns
from backchannel.reading.wordlists import sections
from backchannel.text import Span

__all__ = ["shallow_parse"]

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Prof|Adm|Rev)\."
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|%)?"
    r"|[^\W\d_]+(?:[-‐‑][^\W\d_]+)*(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+(?:['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]+)*(?:[-‐‑][^\W_]+)*|\S"
)
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])|\n\s*\n|\n(?=[ \t]*\S)")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Prof|Adm|Rev)|\b[A-Z])\.\s*$"
)
_BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'re", "'m", "’re"}
_HAVE = {"have", "has", "had", "having", "'ve", "’ve"}
_DO = {"do", "does", "did"}
_PARTICLES = {
    "out",
    "up",
    "off",
    "down",
    "back",
    "away",
    "over",
    "in",
    "on",
    "aside",
    "together",
    "apart",
    "forward",
    "ahead",
    "home",
    "along",
    "through",
    "around",
    "by",
}


@cache
def _closed() -> dict[str, str]:
    table: dict[str, str] = {}
    for tag in ("JJ", "NN", "CD", "RB", "IN", "DT", "PRP", "PRP$", "CC", "MD"):
        for word in sections("closed_words.txt")[tag]:
            table[word] = tag
    for word in ("not", "n't", "n’t", "never"):
        table[word] = "RB"
    for word in ("may", "march"):
        table.pop(word, None)
    return table


@cache
def _saying() -> frozenset[str]:
    return frozenset(entry.split("_")[0] for entry in sections("saying.txt")["say"])


def _upos(tag: str) -> str:
    if tag.startswith("NNP"):
        return "PROPN"
    for prefix, upos in (
        ("NN", "NOUN"),
        ("VB", "VERB"),
        ("MD", "AUX"),
        ("JJ", "ADJ"),
        ("RB", "ADV"),
        ("DT", "DET"),
        ("PRP", "PRON"),
        ("W", "PRON"),
        ("IN", "ADP"),
        ("CC", "CCONJ"),
        ("CD", "NUM"),
        ("MARK", "SCONJ"),
        ("TO", "PART"),
        ("POS", "PART"),
        ("RP", "ADP"),
    ):
        if tag.startswith(prefix):
            return upos
    return "PUNCT"


def _tag(words: list[str]) -> list[str]:
    """Penn-like tags of one sentence."""
    table = _closed()
    tags: list[str] = []
    verbs = known_verbs()
    for i, word in enumerate(words):
        lower = word.lower().replace("’", "'")
        before = tags[-1] if tags else ""
        previous = words[i - 1].lower() if i else ""
        following = words[i + 1].lower() if i + 1 < len(words) else ""
        if not any(c.isalnum() for c in word):
            tags.append("PUNCT")
            continue
        if lower in ("'s",):
            tags.append("POS" if before.startswith(("NN", "CD", "PRP")) else "VBZ")
            continue
        if lower[0].isdigit():
            tags.append("CD")
            continue
        capital = word[0].isupper() and (i > 0 and words[i - 1] not in ('"', "“", ":", "—", "–"))
        if capital and lower not in ("i",) and table.get(lower) not in ("IN", "DT", "PRP"):
            tags.append("NNP")
            continue
        if lower == "to":
            tags.append(
                "TO"
                if following
                and verb_lemma(following) in verbs
                and "VB" in verb_forms(following).split("|")
                and table.get(following) not in ("NN", "DT", "JJ")
                and not (following.endswith("s"))
                else "IN"
            )
            continue
        if lower == "that":
            if verb_lemma(previous) in _saying() or before.startswith("PUNCT"):
                tags.append("MARK")
            elif before.startswith("NN"):
                tags.append("WDT")
            else:
                tags.append("DT" if before.startswith(("IN", "VB")) else "MARK")
            continue
        if lower in ("who", "which", "whom", "where"):
            tags.append("WDT")
            continue
        if lower in (
            "if",
            "unless",
            "because",
            "although",
            "though",
            "while",
            "whereas",
            "when",
            "whether",
            "lest",
            "once",
        ):
            tags.append("MARK")
            continue
        if lower in _BE or lower in _HAVE or lower in _DO:
            tags.append(_be(lower))
            continue
        if lower in table and not (
            table[lower] == "NN" and before in ("TO", "MD") and lower != "may"
        ):
            tag = table[lower]
            if tag == "RB" and lower == "no":
                tag = "DT"
            tags.append(tag)
            continue
        if lower == "may":
            tags.append("MD" if before.startswith(("NN", "PRP")) else "NNP")
            continue
        forms = verb_forms(lower).split("|")
        lemma = verb_lemma(lower)
        verbal = lemma in verbs and forms != [""]
        if word[0].isupper() and not verbal and i == 0:
            tags.append("NNP" if lower not in table else "NN")
            continue
        if lower.endswith("ly") and lower not in (
            "ally",
            "family",
            "supply",
            "reply",
            "rally",
            "assembly",
            "july",
            "italy",
            "bully",
            "fly",
            "apply",
        ):
            tags.append("RB")
            continue
        if verbal:
            tags.append(_verbal(forms, before, tags, words, i))
            continue
        if lower.endswith(("ed",)) and len(lower) > 4:
            tags.append(_verbal(["VBD", "VBN"], before, tags, words, i))
        elif lower.endswith("ing") and len(lower) > 5:
            tags.append("VBG" if not before.startswith(("DT", "JJ", "PRP$", "POS")) else "NN")
        elif lower.endswith(
            (
                "ous",
                "ful",
                "ive",
                "ical",
                "less",
                "able",
                "ible",
                "ary",
                "ian",
                "ese",
                "ish",
                "ic",
                "al",
            )
        ) and not before.startswith("NNP"):
            tags.append("JJ")
        elif word[0].isupper():
            tags.append("NNP")
        else:
            tags.append("NNS" if lower.endswith("s") and not lower.endswith("ss") else "NN")
    return tags


def _be(lower: str) -> str:
    if lower in ("be", "have", "do"):
        return "VBP"
    if lower in ("been",):
        return "VBN"
    if lower in ("being", "having"):
        return "VBG"
    return "VBD" if lower in ("was", "were", "had", "did") else "VBZ"


def _verbal(forms: list[str], before: str, tags: list[str], words: list[str], i: int) -> str:
    """The tag of a word that can be a verb."""
    lower = words[i].lower()
    previous = words[i - 1].lower() if i else ""
    j = i - 1
    while j >= 0 and tags[j] == "RB":
        j -= 1
    governor = words[j].lower() if j >= 0 else ""
    can_be_noun = (
        lower in noun_patterns()
        or lower.rstrip("s") in noun_patterns()
        or not lower.endswith(("ed", "ing"))
    )
    if governor in ("to",) and tags[j] == "TO":
        return "VB"
    if (j >= 0 and tags[j] == "MD") or governor in _DO:
        return "VB" if "VB" in forms else forms[0]
    if governor in _HAVE and "VBN" in forms:
        return "VBN"
    if governor in _BE or governor in ("get", "got", "'s"):
        if "VBN" in forms:
            return "VBN"
        if "VBG" in forms:
            return "VBG"
    if "VBG" in forms:
        return "NN" if before.startswith(("DT", "JJ", "PRP$", "POS")) else "VBG"
    if before.startswith(("DT", "PRP$", "POS", "JJ", "CD")):
        if lower.endswith("ed") or ("VBN" in forms and not can_be_noun):
            return "JJ" if before.startswith(("DT", "PRP$", "POS", "JJ")) else "VBD"
        if before.startswith("CD") and "VBD" in forms and "VB" not in forms:
            return "VBD"
        return "NNS" if lower.endswith("s") else "NN"
    if before.startswith(("IN",)) and "VBD" not in forms:
        return "NNS" if lower.endswith("s") else "NN"
    if (
        before.startswith(("NN", "PRP", "WDT", "PUNCT", "CC", "RB", "RP"))
        or not before
        or before == "MARK"
    ):
        if "VBD" in forms and "VBN" in forms:
            finite_before = any(t in ("VBD", "VBZ", "VBP") for t in tags[_clause(words, tags) :])
            following = words[i + 1].lower() if i + 1 < len(words) else ""
            if following == "by" or (finite_before and before.startswith("NN")):
                return "VBN"
            return "VBD"
        if "VBD" in forms:
            return "VBD"
        if "VBN" in forms and "VB" not in forms:
            return "VBN"
        if "VBZ" in forms:
            if before.startswith(("NN", "PRP", "WDT", "RB")) and not any(
                t in ("VBD", "VBZ", "VBP") for t in tags[_clause(words, tags) :]
            ):
                return "VBZ"
            return "NNS"
        if before in ("NNS", "NNPS", "PRP", "WDT") and previous != "it":
            return (
                "VBP"
                if not any(t in ("VBD", "VBZ", "VBP", "MD") for t in tags[_clause(words, tags) :])
                else "NN"
            )
        if before == "CC":
            earlier = [t for t in tags if t.startswith(("VB", "NN"))]
            if earlier and earlier[-1] in ("VB", "VBP"):
                return "VB"
        if not before and "VB" in forms:
            return "NN"
        return "NN"
    if before.startswith("VB") and "VBN" in forms and "VB" not in forms:
        return "VBN"
    return "NNS" if lower.endswith("s") else "NN"


def _clause(words: list[str], tags: list[str]) -> int:
    """Where the clause that is being tagged begins."""
    for j in range(len(tags) - 1, -1, -1):
        if tags[j] in ("MARK", "WDT") or words[j] in (",", ";", ":") or (tags[j] == "CC"):
            return j + 1
    return 0


class _Builder:
    """Heads and relations of one sentence."""

    def __init__(self, words: list[str], tags: list[str]) -> None:
        self.words, self.tags = words, tags
        self.lower = [w.lower().replace("’", "'") for w in words]
        n = len(words)
        self.head: list[int | None] = [None] * n
        self.rel = ["dep"] * n

    def attach(self, child: int, head: int, relation: str) -> None:
        if child != head and self.head[child] is None:
            node: int | None = head
            while node is not None:  # no cycles
                if node == child:
                    return
                node = self.head[node]
            self.head[child], self.rel[child] = head, relation

    def chunk(self, i: int) -> tuple[int, int] | None:
        """The noun chunk that begins at `i`: (end, head), or None."""
        j, head, n = i, -1, len(self.words)
        while j < n:
            tag = self.tags[j]
            if tag.startswith("NN") or (tag.startswith("PRP") and tag != "PRP$"):
                head = j
                j += 1
                if tag.startswith("PRP"):
                    break
            elif tag in ("DT", "JJ", "CD", "PRP$") and head < 0:
                j += 1
            elif tag == "POS" and head >= 0:
                j += 1
                end = self.chunk(j)
                if end is None:
                    break
                self.attach(head, end[1], "nmod:poss")
                self.attach(j - 1, head, "case")
                head, j = end[1], end[0]
                break
            elif (
                tag == "PUNCT"
                and self.words[j] in ("’", "'")
                and head == j - 1
                and self.lower[j - 1].endswith("s")
                and j + 1 < n
                and self.tags[j + 1].startswith(("NN", "JJ"))
            ):
                self.tags[j] = "POS"
                continue
            elif tag == "RB" and head < 0 and j > i and j + 1 < n and self.tags[j + 1] in ("JJ",):
                j += 1
            elif (
                tag in ("VBN", "VBG")
                and head < 0
                and j > i
                and j + 1 < n
                and self.tags[j + 1].startswith("NN")
                and self.tags[j - 1] in ("DT", "PRP$", "CD")
            ):
                self.tags[j] = "JJ"
                j += 1
            else:
                break
        if head < 0:
            for k in range(j - 1, i - 1, -1):
                if self.tags[k] in ("CD", "DT") and (
                    self.tags[k] == "CD"
                    or self.lower[k]
                    in (
                        "this",
                        "that",
                        "these",
                        "those",
                        "some",
                        "many",
                        "several",
                        "all",
                        "both",
                        "each",
                    )
                ):
                    return k + 1, k
            return None
        return j, head

    def inner(self, first: int, end: int, head: int) -> None:
        for k in range(first, end):
            if k == head or self.head[k] is not None:
                continue
            tag = self.tags[k]
            relation = {
                "DT": "det",
                "JJ": "amod",
                "CD": "nummod",
                "PRP$": "nmod:poss",
                "RB": "advmod",
            }.get(tag)
            if relation is None:
                relation = "flat" if tag.startswith("NNP") and k > head else "compound"
            self.attach(k, head, relation)

    def build(self) -> None:
        i, n = 0, len(self.words)
        subject: list[int] = []
        verb: int | None = None  # the verb that takes objects now
        root: int | None = None
        nouns: list[int] = []
        preposition: int | None = None
        mark: int | None = None
        relative: int | None = None
        coordination = False
        comma = False
        loose: list[tuple[int, int]] = []  # prepositional phrases before any verb
        has_object: dict[int, int] = {}
        subjects: dict[int, list[int]] = {}
        marked: dict[int, int] = {}
        while i < n:
            tag, lower = self.tags[i], self.lower[i]
            chunk = (
                self.chunk(i)
                if not tag.startswith(("VB", "MD", "TO", "IN", "RP", "PUNCT", "CC", "MARK", "WDT"))
                and tag not in ("RB",)
                else None
            )
            if chunk is not None:
                end, head = chunk
                self.inner(i, end, head)
                if preposition is not None:
                    self.attach(preposition, head, "case")
                    word = self.lower[preposition]
                    left = nouns[-1] if nouns else None
                    if left is not None and (
                        word == "of"
                        or (
                            preposition
                            and left == preposition - 1
                            and (
                                verb is None
                                or (
                                    self.head[left] is not None
                                    and (_eventive(self.lower[left]) or word in ("between", "of"))
                                )
                            )
                        )
                    ):
                        self.attach(head, left, "nmod")
                    elif verb is not None and not (subject and mark is not None):
                        agent = word == "by" and self.tags[verb] == "VBN"
                        self.attach(head, verb, "obl:agent" if agent else "obl")
                    elif subject and left is not None:
                        self.attach(head, left, "nmod")
                    else:
                        loose.append((head, preposition))
                    preposition = None
                elif (
                    coordination and nouns and (nouns[-1] < i) and not self._verb_follows(end, verb)
                ):
                    self.attach(
                        head,
                        nouns[-1]
                        if self.rel[nouns[-1]] != "conj"
                        else self.head[nouns[-1]] or nouns[-1],
                        "conj",
                    )
                elif (
                    comma
                    and nouns
                    and subject
                    and verb is None
                    and nouns[-1] == subject[-1]
                    and not self._verb_follows(end, verb)
                ):
                    self.attach(head, nouns[-1], "appos")
                elif (
                    verb is None
                    or mark is not None
                    or relative is not None
                    or self._verb_follows(end, verb)
                ):
                    subject = [head]
                elif verb in has_object:
                    if has_object[verb] == i - 1 or self.lower[has_object[verb]] in (
                        "him",
                        "her",
                        "them",
                        "us",
                        "it",
                        "me",
                        "you",
                    ):
                        first = has_object[verb]
                        if self.lower[verb] and verb_lemma(self.lower[verb]) in (
                            "give",
                            "grant",
                            "offer",
                            "send",
                            "hand",
                            "award",
                            "tell",
                            "lend",
                            "deny",
                            "promise",
                            "owe",
                            "show",
                            "pay",
                            "provide",
                            "deal",
                        ):
                            self.rel[first] = "iobj"
                        self.attach(head, verb, "obj")
                    else:
                        time = self.lower[head] in _TIME
                        self.attach(head, verb, "obl" if time else "dep")
                elif self.lower[head] in _TIME:
                    self.attach(head, verb, "obl")
                elif not self._copular(verb):
                    self.attach(head, verb, "obj")
                    has_object[verb] = end - 1
                else:
                    self.attach(head, verb, "xcomp")
                nouns.append(head)
                coordination = comma = False
                i = end
                continue
            if tag.startswith("VB") or tag == "MD" or tag == "TO":
                end, main, auxiliaries, infinitive, negations = self._group(i)
                if main is None:
                    i = max(end, i + 1)
                    continue
                for a in auxiliaries:
                    passive = self.tags[main] == "VBN" and self.lower[a] in _BE
                    self.attach(a, main, "aux:pass" if passive else "aux")
                for a in negations:
                    self.attach(a, main, "advmod")
                passive = any(self.rel[a] == "aux:pass" for a in auxiliaries)
                finite = bool(auxiliaries) or self.tags[main] in ("VBD", "VBZ", "VBP")
                if infinitive is not None:
                    self.attach(infinitive, main, "mark")
                own: list[int] = []
                if relative is not None:
                    if subject and subject[-1] > relative:
                        own = subject
                    else:
                        own = [relative]
                    anchor = next((x for x in reversed(nouns) if x < relative), None)
                    if anchor is not None:
                        self.attach(main, anchor, "acl:relcl")
                    relative = None
                elif infinitive is not None and preposition is None and mark is None:
                    if verb is not None:
                        self.attach(main, verb, "xcomp")
                    elif nouns:
                        self.attach(main, nouns[-1], "acl")
                elif self.tags[main] == "VBG" and not auxiliaries:
                    if preposition is not None:
                        self.attach(preposition, main, "mark")
                        preposition = None
                    if verb is not None:
                        self.attach(main, verb, "advcl")
                    elif nouns:
                        self.attach(main, nouns[-1], "acl")
                elif self.tags[main] == "VBN" and not finite and nouns and nouns[-1] == i - 1:
                    self.attach(main, nouns[-1], "acl")
                else:
                    own = subject
                    if mark is not None:
                        self.attach(mark, main, "mark")
                        governor = verb if verb is not None else root
                        if governor is not None:
                            content = (
                                self.lower[mark] in ("that", "whether")
                                and verb_lemma(self.lower[governor]) in _saying()
                            )
                            self.attach(main, governor, "ccomp" if content else "advcl")
                        else:
                            marked[main] = mark
                        mark = None
                    elif verb is not None and coordination:
                        if not subject:
                            own = []
                        self.attach(main, verb, "conj")
                    elif (
                        verb is not None
                        and subject
                        and verb_lemma(self.lower[verb]) in _saying()
                        and subject[-1] > verb
                    ):
                        self.attach(main, verb, "ccomp")
                    elif verb is not None and root is not None:
                        self.attach(
                            main,
                            root,
                            "parataxis" if verb_lemma(self.lower[main]) in _saying() else "conj",
                        )
                    elif root is None:
                        root = main
                for s in own:
                    self.attach(s, main, "nsubj:pass" if passive else "nsubj")
                    subjects.setdefault(main, []).append(s)
                for head, _ in loose:
                    self.attach(head, main, "obl")
                loose = []
                if root is None and main not in marked:
                    root = main
                verb, subject = main, []
                coordination = comma = False
                i = end
                if (
                    i < n
                    and self.lower[i] in _PARTICLES
                    and self.lower[i] not in ("by",)
                    and (
                        i + 1 >= n
                        or self.tags[i + 1]
                        in (
                            "PUNCT",
                            "IN",
                            "DT",
                            "PRP$",
                            "NN",
                            "NNS",
                            "NNP",
                            "CC",
                            "CD",
                            "RB",
                            "MARK",
                            "TO",
                        )
                    )
                    and self._phrasal(main, i)
                ):
                    self.tags[i] = "RP"
                    self.attach(i, main, "compound:prt")
                    i += 1
                continue
            if tag == "IN":
                following = self.tags[i + 1] if i + 1 < n else ""
                if lower in ("after", "before", "since", "until", "as") and self._clause_follows(
                    i + 1
                ):
                    mark = i
                    subject = []
                elif (
                    verb is not None
                    and lower in _PARTICLES
                    and has_object.get(verb) == i - 1
                    and following in ("PUNCT", "IN", "", "CC", "RB")
                    and self._phrasal(verb, i)
                ):
                    self.tags[i] = "RP"
                    self.attach(i, verb, "compound:prt")
                else:
                    if preposition is not None:
                        self.attach(preposition, i, "fixed")
                    preposition = i
                comma = False
            elif tag == "MARK":
                mark, subject, preposition = i, [], None
            elif tag == "WDT":
                if nouns:
                    relative, preposition = i, None
                    subject = []
                else:
                    subject = [i]
            elif tag == "CC":
                coordination = True
            elif tag == "PUNCT":
                if lower in (",", "—", "–", "("):
                    comma = True
                elif lower in (";", ":"):
                    verb, subject, mark, relative = None, [], None, None
            elif tag == "RB":
                if verb is not None:
                    self.attach(i, verb, "advmod")
            elif tag == "JJ":
                if verb is not None:
                    self.attach(i, verb, "xcomp")
            i += 1
        if root is None:
            free = [v for v in range(n) if self.tags[v].startswith("VB") and self.head[v] is None]
            root = free[0] if free else next((k for k in range(n) if self.head[k] is None), 0)
        for child in marked:
            self.attach(child, root, "advcl")
        for k in range(n):
            if self.head[k] is None and k != root:
                relation = (
                    "punct"
                    if self.tags[k] == "PUNCT"
                    else {"CC": "cc", "RB": "advmod", "IN": "case"}.get(self.tags[k], "dep")
                )
                self.attach(k, root, relation)
        self.head[root], self.rel[root] = root, "root"
        for k in range(n):
            if self.head[k] is None:
                self.head[k], self.rel[k] = root, "dep"

    def _group(self, i: int) -> tuple[int, int | None, list[int], int | None, list[int]]:
        """A verb group from `i`: (end, main verb, auxiliaries, "to", adverbs)."""
        j, n = i, len(self.words)
        auxiliaries: list[int] = []
        adverbs: list[int] = []
        infinitive = None
        main = None
        while j < n:
            tag, lower = self.tags[j], self.lower[j]
            if tag == "TO" and main is None and not auxiliaries:
                infinitive = j
            elif tag == "MD" or lower in _BE | _HAVE | _DO or lower in ("'s", "'d"):
                if main is not None:
                    break
                auxiliaries.append(j)
            elif tag == "RB" and (auxiliaries or infinitive is not None) and main is None:
                adverbs.append(j)
            elif tag.startswith("VB"):
                if main is not None:
                    break
                main = j
                j += 1
                break
            else:
                break
            j += 1
        if main is None and auxiliaries:
            main = auxiliaries.pop()
            j = main + 1 if not adverbs else max(main, adverbs[-1]) + 1
            for a in (a for a in adverbs if a > main):
                self.head[a] = None
        return j, main, auxiliaries, infinitive, adverbs

    def _verb_follows(self, end: int, verb: int | None) -> bool:
        """Whether a finite verb comes right after a noun chunk, so that it is a subject."""
        j, n = end, len(self.words)
        while j < n and self.tags[j] == "RB":
            j += 1
        return j < n and (self.tags[j] in ("VBD", "VBZ", "VBP", "MD")) and verb is not None

    def _clause_follows(self, i: int) -> bool:
        for j in range(i, min(i + 9, len(self.words))):
            if self.tags[j] in ("VBD", "VBZ", "VBP", "MD"):
                return True
            if self.words[j] in (",", ";", ".") or (
                self.tags[j] in ("IN", "MARK", "WDT") and j > i + 3
            ):
                return False
        return False

    def _copular(self, verb: int) -> bool:
        return self.lower[verb] in _BE or verb_lemma(self.lower[verb]) in (
            "become",
            "remain",
            "seem",
        )

    def _phrasal(self, verb: int, i: int) -> bool:
        from backchannel.reading.patterns import operator, verb_patterns

        base = verb_lemma(self.lower[verb])
        word = self.lower[i]
        if any(p.particles[:1] == (word,) for p in verb_patterns(base)):
            following = self.tags[i + 1] if i + 1 < len(self.words) else ""
            if word in ("in", "on", "over", "by", "through", "around", "along") and following in (
                "DT",
                "NN",
                "NNS",
                "NNP",
                "PRP$",
                "JJ",
                "CD",
            ):
                plain = any((word, frozenset()) in p.prepositions for p in verb_patterns(base))
                return not plain and word not in ("in", "on")
            return True
        return bool(operator(base, (word,))) and not operator(base)


_TIME = frozenset(sections("grammar_words.txt")["time"])


def _eventive(word: str) -> bool:
    return (
        word in noun_patterns()
        or word.rstrip("s") in noun_patterns()
        or word in sections("classes.txt")["demand"]
    )


def _sentences(text: str, span: Span) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    start = span.start
    for match in _STOP.finditer(text, span.start, span.end):
        if text[match.start()] == "." and _SHORT.search(
            text[max(start, match.start() - 8) : match.start() + 2]
        ):
            continue
        out.append((start, match.end()))
        start = match.end()
    out.append((start, span.end))
    return [(a, b) for a, b in out if text[a:b].strip()]


def shallow_parse(text: str, blocks: Iterable[Span]) -> Parse:
    """Parse the blocks of a text by rules of thumb.

    Parameters
    ----------
    text : str
        The whole text.
    blocks : iterable of Span
        The stretches to read, in order.

    Returns
    -------
    Parse
        Words, sentences and rough trees; no names, mentions, attributions or triggers.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for block, span in enumerate(blocks):
        for start, end in _sentences(text, span):
            spans = [m.span() for m in _WORD.finditer(text, start, end)]
            if not spans:
                continue
            words = [text[a:b] for a, b in spans]
            for cut in range(0, len(words), 400):
                part, places = words[cut : cut + 400], spans[cut : cut + 400]
                builder = _Builder(part, _tag(part))
                builder.build()
                base = len(tokens)
                for k, (a, b) in enumerate(places):
                    head = builder.head[k]
                    tag = builder.tags[k]
                    upos = _upos(tag)
                    if builder.rel[k] in ("aux", "aux:pass"):
                        upos = "AUX"
                    tokens.append(
                        Token(
                            a,
                            b,
                            part[k],
                            upos,
                            tag,
                            base + (k if head is None else head),
                            builder.rel[k],
                            len(sentences),
                            0.6,
                        )
                    )
                sentences.append(Sentence(places[0][0], places[-1][1], base, len(tokens), block))
    return Parse(tuple(tokens), tuple(sentences))
