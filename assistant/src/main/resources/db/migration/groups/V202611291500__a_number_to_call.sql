-- Who is rather called than written to says a number instead of an address; in E.164, as a contact's.
alter table party_member add column phone text check (length(phone) <= 40);
