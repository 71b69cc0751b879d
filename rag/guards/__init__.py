"""Does a written claim say only what the sentences that it points at say? Pure, without any model.

One kind of fact a module: `numbers` (with unit, currency, what is counted), `days`, `names`, `polarity` (negation and
hedges), `wording` (quantities in words, opposites, addresses, what cannot be seen), `ranks` (and kin), `moved` (a
fact in another's place; `facts` and `contrary` find them). `check` puts them together, `text` is what they read. They
only ever refuse: passing them proves nothing, which is what the support model is for.
"""
