"""Remarks that drafting leaves on questions, and that answers word their own way."""

EARLIER_DENIED = "reported since a denial of an earlier report"
"""On a question of which all that stands against what is reported is a denial that is older."""

REFUSED_NEAR_IT = "under consideration, and later a refusal near it"
"""On a question on what a party considers, where it has since refused what may not be the same."""
