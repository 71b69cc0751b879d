"""Sentences of a document that speak to whoever answers, not of anything: a model is not shown them.

A sieve for the plain forms, no defence to lean on: what gets through is data to the model, and what the model makes of
it is held to the guards and to the question.
"""

import re

_TO_THE_ANSWERER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules?|sources?|documents?|above|previous)\b"
    r"|\b(?:cite|quote|use|repeat|print|output|append|include)\s+(?:only\s+)?(?:this|the following|these)\b"
    r"|\b(?:you are|act as|pretend to be|as)\s+an?\s+(?:AI|assistant|language model|chatbot)\b"
    r"|\b(?:system prompt|your (?:instructions|answer|reply|response)|in your (?:answer|reply|response))\b"
    r"|\b(?:answer|respond|reply)\s+(?:only\s+)?(?:with|by|in)\b.{0,30}\b(?:only|instead|exactly|words?|language|json)\b"
    r"|\b(?:dear|hello|attention),?\s+(?:AI|assistant|language model|chatbot|LLM)\b"
    r"|<\|?(?:im_start|im_end|system|endoftext|assistant|user)\|?>|\[/?INST\]"
    r"|\b(?:игнорируй|забудь|процитируй|ты\s+ассистент)\w*|忽略(?:之前|以上|所有)|引用(?:这|本)句",
    re.IGNORECASE,
)


def addresses_answerer(text: str) -> bool:
    """Whether a sentence tells an assistant what to do."""
    return _TO_THE_ANSWERER.search(text) is not None
