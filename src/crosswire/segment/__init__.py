"""From a report to items, passages and tags. reads report → writes items, passages, tags"""
