"""What is asked of PubMed, ClinicalTrials.gov and PMC: clients, queries, and each as a source of evidence."""
