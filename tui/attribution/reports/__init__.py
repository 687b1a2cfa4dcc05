"""Reports inside a sentence: by a verb, or without one."""
