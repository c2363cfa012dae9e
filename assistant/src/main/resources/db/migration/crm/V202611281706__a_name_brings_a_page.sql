-- A name brings a hundred rows at most. PostgreSQL takes a thousand for what it knows nothing of, and for so many it read
-- all companies of the house rather than each by its key.
alter function henk.named(text, text, integer) rows 100;
