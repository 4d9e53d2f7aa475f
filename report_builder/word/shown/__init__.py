"""What a Word file shows to who reads it, and what of that the PDF and the web edition cannot."""
