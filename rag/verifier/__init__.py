"""What `rag.verify` is made of, one decision a module. Pure: texts in, places and differences out.

`characters` and `fold` say what two texts have in common, `gaps` what may differ between their letters, `torn`
where a quote may not be cut, `floor` how short is too short; `standing` puts them together to find a quote.
`joined` finds one with an ellipsis, `drift` and `splice` explain one that stands nowhere, `narrow` says which
documents of many are worth reading.
"""
