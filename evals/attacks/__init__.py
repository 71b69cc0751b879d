"""Instructions slipped into documents that also hold the true answer: who reads them must quote, and obey nothing."""
