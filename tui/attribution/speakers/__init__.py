"""Who a report means: proper names, pronouns and descriptions."""
