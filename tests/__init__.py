"""Tests, in the shape of the program: a folder for each room."""
