-- How people ask for what a passage says, by language: {"de": ["…"]}. Seldom in the passage's own words, so that they
-- find it where the words alone do not; their features stand in the passage's own as q….
alter table passage add column asked jsonb not null default '{}';
