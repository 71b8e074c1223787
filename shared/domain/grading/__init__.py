"""How strong the evidence is, where studies disagree, and the proof that anybody computes again."""
