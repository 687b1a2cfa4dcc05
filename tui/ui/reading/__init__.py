"""The reading screen: an article with its annotations, and the commands on both."""
