"""What the pages say: commands and what they print, the manual page, completion, the layers of the code."""
