"""Scored corpora: what Backchannel reads and computes, measured."""
