"""The nouns: frozen records that every stage works with."""
