"""Finding articles that contain the same text, such as an agency report printed by several papers.

`candidates` finds pairs of texts that may have text in common, by their shingles (five successive
words); `common_words` finds what two texts have in common, and `differences` what they have not;
`agency_marks` recognizes credits of news agencies; `groups` arranges articles that have text in
common. Most work on arrays of word numbers. Words in quotation marks are left out, because two
reporters who quote one speech do not copy each other. This package knows nothing of files or of
the screen.
"""
