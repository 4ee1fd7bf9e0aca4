"""The offline reader of positions: explainable rules over the parse of a report."""
