"""The grammar of a sentence, by rules: noun phrases, subjects and complements."""
