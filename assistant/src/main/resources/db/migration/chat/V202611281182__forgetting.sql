-- An erased conversation does not come back by a message that was sent again.
select henk.guard_erased('conversation');
