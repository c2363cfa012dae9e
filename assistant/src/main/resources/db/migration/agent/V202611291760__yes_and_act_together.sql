-- A yes is used up by the transaction that does what was confirmed, and by none that comes to nothing: which act that
-- was, so that its later transactions know it for their own. Empty for a no, and for what was used before.
alter table used_confirmation add column act uuid;
