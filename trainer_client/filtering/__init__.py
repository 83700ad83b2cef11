"""Which problems of a data set can be trusted: `softjudge filter`."""
