"""Which language a report is in: only English can be read, anything else is refused.

Script decides first (Arabic, Cyrillic, Chinese ...), then the most frequent function words of
languages in Latin script. Short texts are given the benefit of the doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from backchannel.errors import LanguageError

__all__ = ["LanguageGuess", "function_words", "guess_language", "require_english"]

LANGUAGES = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "cs": "Czech",
    "ro": "Romanian",
    "hu": "Hungarian",
    "tr": "Turkish",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian",
    "fi": "Finnish",
    "hr": "Serbo-Croatian",
    "sq": "Albanian",
    "id": "Indonesian or Malay",
    "vi": "Vietnamese",
    "sw": "Swahili",
    "so": "Somali",
    "ku": "Kurdish",
    "az": "Azerbaijani",
    "lt": "Lithuanian",
    "tl": "Tagalog",
    "ca": "Catalan",
}
"""ISO 639-1 codes of the languages that can be named, by their English names."""

_FUNCTION_WORDS = {
    "en": "the of and to in a is that for it on as was with by be at from are this not have had "
    "has were said which an but they their will would its or he his her who after been more than "
    "we i you she there when if no so up out about what all one can into over also could",
    "fr": "le la les de des du et un une en à est que qui dans pour sur par au aux avec ce il elle "
    "ne pas plus se son sa ses sont été ont cette mais ou nous vous leur comme être fait",
    "de": "der die das und in den von zu mit ist des im für auf nicht ein eine dem als auch es an "
    "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war",
    "es": "el la los las de del y en que un una se por con para es su al lo como más pero sus le "
    "ya o fue ha este sí porque esta entre cuando muy sin sobre también me hasta hay donde",
    "pt": "o os as de da do das dos e em que um uma para com não por se na no mais ao como mas foi "
    "ele ela pelo pela é são sua seu ou ser quando muito há nos já também só até isso",
    "it": "il lo la gli le di del della dei delle e che in un una per con non è si da al alla nel "
    "nella sono più come ma anche ha dal dalla ai questo questa essere tra su ne hanno",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als dan maar bij nog "
    "uit door naar heeft hij ze over tot werd worden deze wordt hebben geen",
    "pl": "w i na z do się że nie to jest o jak po co za od dla ale przez być jego oraz które "
    "który przed tym są było może czy już tylko",
    "cs": "a v na se že je to s z do o pro jako by ale po které který jsou i k ve byl bylo jeho "
    "před už také však jen",
    "ro": "și în de la a cu pe că nu din care este un o pentru mai să au fi se al ale ca dar prin "
    "după fost sunt lui ce",
    "hu": "a az és hogy nem is egy van volt meg de ez azt csak már még mint el ha lehet vagy kell "
    "szerint ki után",
    "tr": "ve bir bu için ile de da olarak daha çok gibi en olan ne kadar sonra göre ise olduğu "
    "ancak değil var her o tarafından",
    "sv": "och i att det som en på är av för med den till inte har de ett om var han men sig från "
    "så kan när hade vi eller nu efter",
    "da": "og i at det er en til på som af for med de ikke den har et der var om han men sig fra "
    "kan så efter ved blev eller også",
    "no": "og i det er på som en til av for at med de ikke har den et om var han men seg fra "
    "kan så etter ved ble eller også",
    "fi": "ja on ei se että oli hän mutta ovat myös kun ole joka sen mukaan tai niin jos kuin vain "
    "ovat hänen sekä",
    "hr": "i u je da na se su za od s a to koji o kao ali bi iz što nije po će ne do ili samo "
    "prema biti kako",
    "sq": "dhe të në e për me se një që i nga është u ka më nuk do si ky por kjo janë",
    "id": "yang dan di untuk dengan pada ini dari dalam itu akan tidak ke oleh adalah juga mereka "
    "telah atau karena bahwa sebagai ada",
    "vi": "và của là có cho các không được với trong một đã những người này để khi đến về tại từ",
    "sw": "ya na wa kwa ni katika za la kuwa hiyo huo wake hii cha ambayo yake lakini pia kama "
    "baada alisema",
    "so": "oo ka ee iyo in uu ku ay la waa ayaa soo si aan inay loo waxaa kale ah",
    "ku": "û li ku ji bi di de jî ew bo ev wê xwe hat ne dike yên yê",
    "az": "və bu bir ilə üçün də da ki olan olaraq edib deyib daha o sonra isə edən",
    "lt": "ir į kad su iš yra tai kaip dėl buvo po bet nuo jis apie ar per jau",
    "tl": "ang ng sa na mga at ay ni si kay para hindi ito rin ng kanyang nang",
    "ca": "el la els les de del i en que un una per amb no és es al dels més com però ha van "
    "aquest aquesta ser",
}
_SCRIPTS = {
    "ARABIC": "Arabic, Persian or another language in Arabic script",
    "CYRILLIC": "Russian, Ukrainian or another language in Cyrillic script",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "Hindi or another language in Devanagari script",
    "BENGALI": "Bengali",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "Amharic or another language in Ethiopic script",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "GUJARATI": "Gujarati",
    "GURMUKHI": "Punjabi",
    "MYANMAR": "Burmese",
    "KHMER": "Khmer",
    "LAO": "Lao",
    "SINHALA": "Sinhala",
    "KANNADA": "Kannada",
    "MALAYALAM": "Malayalam",
}
_SETS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 60_000
_FEW_WORDS = 12


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """What language a text seems to be in.

    Parameters
    ----------
    code : str or None
        ISO 639-1 if it can be named in Latin script; None for other scripts or no clear answer.
    name : str
        In words; empty if there is no clear answer.
    english : float
        Share of the words that are English function words, 0 to 1 (prose: .35 to .55).
    words : int
        How many words were looked at.
    """

    code: str | None
    name: str
    english: float
    words: int


def function_words(code: str) -> frozenset[str]:
    """Return the most frequent function words of a language, by its ISO 639-1 code."""
    return _SETS[code]


def guess_language(text: str) -> LanguageGuess:
    """Guess the language of `text` from its script and its function words.

    Examples
    --------
    >>> guess_language("The two sides met in the capital and agreed to meet again.").code
    'en'
    >>> guess_language("Les deux parties se sont réunies dans la capitale et ont convenu.").name
    'French'
    """
    sample = text[:_LOOKED_AT]
    words = [word.casefold() for word in _WORD.findall(sample)]
    if not words:
        return LanguageGuess(None, "", 0.0, 0)
    scripts: dict[str, int] = {}
    for char, count in Counter("".join(words)).items():
        name = "LATIN" if char < "\u0250" else unicodedata.name(char, "?").split(" ")[0]
        scripts[name] = scripts.get(name, 0) + count
    main = max(sorted(scripts), key=lambda name: scripts[name])
    counts = Counter(words)
    hits = {
        code: sum(counts[word] for word in counts.keys() & known) for code, known in _SETS.items()
    }
    english = hits["en"] / len(words)
    if main in _SCRIPTS and scripts[main] * 2 > sum(scripts.values()):
        if main == "CJK" and scripts.get("HIRAGANA", 0) * 10 > scripts[main]:
            main = "HIRAGANA"
        # some scripts do not part words: four letters count as one
        size = max(len(words), sum(scripts.values()) // 4)
        return LanguageGuess(None, _SCRIPTS[main], english, size)
    best = max(sorted(hits), key=lambda code: (hits[code], code == "en"))
    if hits[best] * 12 < len(words):
        return LanguageGuess(None, "", english, len(words))
    return LanguageGuess(best, LANGUAGES[best], english, len(words))


def require_english(text: str, origin: str = "") -> LanguageGuess:
    """Return the guess, or refuse a text that is clearly not English.

    Parameters
    ----------
    text : str
        The body of a report.
    origin : str
        Where it came from, for the message.

    Returns
    -------
    LanguageGuess
        Of a text that is English or too short to tell.

    Raises
    ------
    LanguageError
        If the text is in another language; the language is named if it is known.
    """
    guess = guess_language(text)
    if guess.code == "en" or guess.words < _FEW_WORDS or guess.english >= 0.25:
        if not (guess.name and guess.code is None and guess.words >= 4):
            return guess
    if guess.code is None and not guess.name:
        if guess.words < 4 * _FEW_WORDS or guess.english >= 0.08:
            return guess
        raise LanguageError(
            "this text is not in English as far as can be told, and only English can be read; "
            "hand over a translation",
            origin,
        )
    raise LanguageError(
        f"this text is in {guess.name}, and only English can be read; hand over a translation",
        origin,
    )
