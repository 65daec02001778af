"""From what was received to a report: main text, furniture, metadata. reads received → writes report"""
