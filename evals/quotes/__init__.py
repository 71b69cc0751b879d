"""Quotes with a known verdict, made from any text: what a verifier must take and what it must refuse."""
