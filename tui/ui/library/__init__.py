"""The library screen: the list of a folder's articles, and the search in all of them."""
