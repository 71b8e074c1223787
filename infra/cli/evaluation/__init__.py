"""Measuring rules, reviewers and drafts on labelled sentences, and trying out a prompt or a model."""
