"""One run of sets from its beginning to its files, and those files read again."""
