"""Stand-ins for those who keep literature: NCBI, ClinicalTrials.gov and Crossref, over a folder of files."""
