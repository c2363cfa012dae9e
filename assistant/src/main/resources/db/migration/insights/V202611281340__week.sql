-- On which day "this week" begins: 1 is Monday, 7 is Sunday.
alter table sales_settings add column week_starts smallint not null default 1 check (week_starts between 1 and 7);
