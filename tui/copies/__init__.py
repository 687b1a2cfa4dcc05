"""Finding articles that contain the same text, such as an agency report printed by several papers.

`candidates` finds pairs of texts that may have text in common, by their shingles (five successive
words); `alignment` finds what two texts have in common; `agency_marks` recognizes credits of news
agencies; `groups` arranges articles that have text in common. Texts are arrays of word numbers;
words in quotation marks are left out, because two reporters who quote one speech do not copy each
other. This package knows nothing of files or of the screen.
"""
