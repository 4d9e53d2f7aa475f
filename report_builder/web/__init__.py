"""Word files into HTML: for the screen and for print."""
