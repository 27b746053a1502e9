"""The measures of agreement against those of other packages, on random annotation sets."""
