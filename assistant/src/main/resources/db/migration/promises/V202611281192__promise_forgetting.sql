-- Nothing is promised to somebody who has just been erased.
select henk.guard_erased('promise');
