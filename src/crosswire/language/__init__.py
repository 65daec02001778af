"""What several stages read with: the encoder, tokens, vectors and lexicons."""
