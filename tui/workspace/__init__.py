"""Use cases that the command line and the screen share; none of them prints or draws."""
