-- Since when somebody does not want to be contacted any more: on the wish and the deal for staff to see, on the contact
-- where it is that person's alone.
alter table contact add column blocked_at timestamptz;
alter table lead add column blocked_at timestamptz;
alter table deal add column blocked_at timestamptz;
