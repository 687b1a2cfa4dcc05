# Completion of reader in bash (4.4 or newer). What is offered is made by reader itself.
eval "$(_READER_COMPLETE=bash_source reader)"
