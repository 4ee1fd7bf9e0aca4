"""The reader ``llm``: asks a language model, and keeps of its answer only what the report itself says.

`endpoint` says where the model is and what it may cost, `client` does the HTTP; `prompt` has what is sent and
`answer` what may come back; `passages`, `parties` and `checking` look every quote up in the report; `answers`
is the folder of answers already given, `account` counts tokens, cost and what was dropped; `reader` puts them
together.
"""
