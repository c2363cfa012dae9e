-- When Pipedrive last sent a message that was too large to be kept: what it was about is found by comparing.
alter table pipedrive_connection add column missed_at timestamptz;
