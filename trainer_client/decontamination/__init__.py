"""Problems that evaluation sets have too, in words or nearly: `softjudge decontaminate`."""
