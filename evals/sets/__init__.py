"""Where cases come from: sets found and read strictly, their gold proved to stand, feedback made into cases."""
