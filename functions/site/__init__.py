"""site: lists what is published and serves its pages and PDFs."""
