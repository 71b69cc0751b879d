"""How a language model's answer is made of sentences that were found, without believing it.

`shown` numbers the sentences, `prompt` puts them to the model as data, `draft` reads what came back, `check` holds
each claim to the sentences that it points at (`contrast` asks what these would rather say), `repair` points it
elsewhere, `scribe` runs the whole. The words of every quote are sliced from documents: no text of a model's is one.
"""
