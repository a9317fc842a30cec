"""What a case file says: model, uncertain dates, vocabulary, checks. Pure."""
