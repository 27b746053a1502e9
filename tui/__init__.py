"""The terminal half of artreader: command line, screens, widgets."""
