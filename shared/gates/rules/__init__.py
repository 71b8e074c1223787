"""One family of compliance rules a file, `dosing` for the patterns of C01; `shared.gates.text` lists them all."""
