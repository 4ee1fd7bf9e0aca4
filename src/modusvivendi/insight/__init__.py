"""Stage 6: insight. What a solved conflict means for the people who have to act on it.

Each module answers one question and returns one small result type:

- :mod:`~modusvivendi.insight.interpretations`: every interpretation of the record, solved
- :mod:`~modusvivendi.insight.arrangements`: which arrangements hold somewhere, and who prefers them
- :mod:`~modusvivendi.insight.questions`: which open question decides
- :mod:`~modusvivendi.insight.ways`: how far improvements lead from the status quo
- :mod:`~modusvivendi.insight.breaking`: who would leave an arrangement that does not hold
"""
