"""The checks that comply, render, verify and the command line all run. Pure."""
