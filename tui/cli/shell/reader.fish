# Completion of reader in fish. What is offered is made by reader itself.
_READER_COMPLETE=fish_source reader | source
