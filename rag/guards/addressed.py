"""Sentences of a document that speak to whoever answers, not of anything: nobody asked for them.

A sieve for the plain forms, no defence to lean on: what gets through is data to a model, and what the model makes of
it is held to the guards and to the question.
"""

import re
from functools import lru_cache

from rag.guards.text import folded

_ANSWER = r"(?:reply|replies|response|responses|answer|answers|output|summary)"
_MODEL = r"(?:AIs?|AI assistants?|language models?|chatbots?|LLMs?)"
_HERE = r"(?:sentence|passage|paragraph|line)"
_THIS = r"(?:only\s+)?(?:this|the following|these)\b"
_PAPER = r"(?:article|paper|work|report|book|publication|data|software|study|chapter|review|preprint)"
_TOLD = r"(?:^|[.:;!?,—–“\"(]\s*|\b(?:please|now|then|must|always|should|only)\s+)"
_IGNORE = (
    r"(?:ignore|disregard|forget|override)\b.{0,40}"
    r"\b(?:instructions?|prompts?|rules?|sources?|documents?|above|previous)\b"
)
_SO = r"(?:answer|respond|reply)\s+(?:only\s+)?(?:with|by|in)\b.{0,30}\b(?:only|instead|exactly|words?|language|json)\b"
# Orders, in words that hardly anybody uses for anything else: 2 of 45,000 sentences of articles have them.
_ORDERS = re.compile(
    rf"{_TOLD}(?:{_IGNORE}|{_SO})"
    rf"|\b(?:cite|quote)\s+{_THIS}(?!\s+{_PAPER})"
    rf"|\b(?:use|repeat|print|output|append|include|copy)\s+{_THIS}\s+(?:{_HERE}|quote|{_ANSWER})s?\b"
    rf"|\bthis {_HERE}\b.{{0,60}}\b(?:cited?|citation|quoted?|answers?|source)\b"
    rf"|\b(?:cited?|citation|quoted?|answers?|source)\b.{{0,40}}\bthis {_HERE}\b"
    rf"|\b(?:you are|act as|pretend to be)\s+an?\s+(?:\w+\s+)?(?:{_MODEL}|assistant)\b|\bas an (?:AI|LLM)\b"
    rf"|\b(?:dear|hello|attention|(?:note|notice|message|instructions?) (?:to|for))[,:]?\s+"
    rf"(?:all |any |every |the )?{_MODEL}\b"
    r"|^\W*(?:always|only)\s+(?:answer|reply|respond|cite|quote|say)\b|^\W*(?:answer|reply|respond)\s+only\b"
    rf"|\bwhen(?:ever)? (?:you are )?asked\b.{{0,300}}(?:,|\b(?:always|only|must|please))\s+"
    rf"(?:answer|reply|respond|say|cite|quote)\b"
    rf"|\b(?:in|to|of|at|with|within|throughout|into)\s+(?:(?:the )?\w+ of\s+)?"
    rf"your\s+(?:\w+\s+)?{_ANSWER}\s*(?:[,.!;]|$)"
    rf"|^\W*(?!thank)(?:please\s+)?\w+(?:\W+\w+){{0,12}}?\W+your\s+(?:\w+\s+)?{_ANSWER}\b"
    r"|\banswer to [“\"«]|\bответ\w* на вопрос [«“\"]|\bна вопрос [«“\"].{1,300}\bответ"
    r"|<\|?(?:im_start|im_end|system|endoftext|assistant|user)\|?>|\[/?INST\]"
    r"|\b(?:игнорируй|забудь|процитируй)(?:те)?\b|\bты\s+ассистент"
    r"|忽略(?:之前|以上|所有)|引用(?:这|本)句|在[你您]的(?:回答|回复)",
    re.IGNORECASE,
)
# What may also be meant for people: enough to keep a sentence from a model, which is shown others.
_MAYBE = re.compile(
    rf"\b(?:{_IGNORE}|{_SO})|\b(?:cite|quote|use|repeat|print|output|append|include)\s+{_THIS}"
    r"|\bas\s+an?\s+(?:AI|assistant|language model|chatbot)\b|^\W*(?-i:SYSTEM|ASSISTANT)\s*:"
    r"|\b(?:system prompt|your (?:instructions|answer|reply|response))\b"
    r"|\b(?:dear|hello|attention),?\s+(?:AI|assistant|language model|chatbot|LLM)\b",
    re.IGNORECASE,
)
_ABOUT_ANSWERS = re.compile(
    rf"\b(?:{_ANSWER}|prompts?|instructions?|assistants?|{_MODEL}|cite[ds]?|citations?|quot\w+|промпт\w*|ответ\w*)\b|提示词|回答",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how|кто|что|как|когда|где|почему|сколько)\b", re.I)
_BESIDE = re.compile(
    rf"\b(?:{_ANSWER}|respond|cite[ds]?|quoted?|source|{_HERE}|when(?:ever)? (?:\w+ ){{0,3}}asked"
    r"|ответ\w*|абзац\w*|ссыла\w+|цитир\w+)\b",
    re.IGNORECASE,
)
_FEW = 4  # words of a question that stands in another's sentence by chance


def addresses_answerer(text: str) -> bool:
    """Whether a sentence may be meant for an assistant: a model is not shown it."""
    return bool(_ORDERS.search(text) or _MAYBE.search(text))


@lru_cache(maxsize=4096)  # a chunk and its sentences are read one after the other
def planted(text: str, question: str) -> bool:
    """Whether a sentence orders an assistant about, or names the question to be its answer: it is no evidence.

    Where the question itself asks about prompts, answers or citations, such a sentence may well be.
    """
    if _ABOUT_ANSWERS.search(question):
        return False
    return _ORDERS.search(text) is not None or _names(question, text)


def _names(question: str, text: str) -> bool:
    """Whether the question stands in a sentence word for word: asked again, or beside a word about answering."""
    asked = folded(question).casefold().rstrip(" ?!.…")
    if len(asked.split()) < _FEW or not (question.rstrip().endswith("?") or _ASKS.match(asked)):
        return False
    before, found, behind = folded(text).casefold().partition(asked)
    asks_it_again = bool(before.strip()) and not behind.strip(" ?!\"'")
    return bool(found) and (asks_it_again or _BESIDE.search(f"{before} | {behind}") is not None)
