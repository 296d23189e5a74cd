"""The report: sections, charts, tables and citations in one offline file. It computes nothing."""
