"""One module per command; a command with sub-verbs is a package with a module per verb."""
