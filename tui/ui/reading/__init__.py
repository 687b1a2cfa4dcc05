"""The reading screen: the article, what is said about it, and all that can be done with both."""
