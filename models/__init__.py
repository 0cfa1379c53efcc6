"""The domain: the nouns of an imaging department and what is true of each of them."""
