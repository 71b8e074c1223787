"""The evidence pack: records of one work grouped, every study listed or counted, and some of them quoted."""
