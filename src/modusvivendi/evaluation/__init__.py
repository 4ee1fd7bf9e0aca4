"""How well a reader reads: figures on annotated reports, and floors that they must not fall below.

Positions are held against folders with texts, ``gold.json`` and ``aliases.json`` (the format is described in
``tests/reading_corpus/README.md``; ``modus review export`` writes it), attributions against folders with
``text/`` and ``attributions/`` as PolNeAR has them (Newell, Margolin and Ruths 2018).
"""
