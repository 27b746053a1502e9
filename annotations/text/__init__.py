"""From bytes to sentences: reading a file, furniture, paragraphs, sentences, headline, language."""
