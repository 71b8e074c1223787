"""A sheet set as a page of HTML and as a PDF, and its text as it is read back from both."""
