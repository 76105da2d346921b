"""Whether genuine quotations are kept and altered ones refused, measured on damaged public texts."""
