"""One family of compliance rules a file; `FAMILIES` in `shared.gates.text` lists them all."""
