"""Literature read in while one request after another fails or is answered oddly: nothing may be lost."""
