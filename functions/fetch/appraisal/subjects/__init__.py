"""In whom or in what a study was done: people, animals or cells, and the words that only seem to name them."""
