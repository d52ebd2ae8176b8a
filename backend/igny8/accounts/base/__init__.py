"""Normal forms of what people type: addresses, domains, languages, time zones. Plain Python."""
