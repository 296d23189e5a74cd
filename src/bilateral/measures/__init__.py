"""From records to tables: what a dossier shows, each number with the claims it rests on."""
