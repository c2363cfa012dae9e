-- Two records that came to be without each other become one: whose value stayed is shown like any other decision.
alter table pipedrive_conflict drop constraint pipedrive_conflict_because_check;
alter table pipedrive_conflict add constraint pipedrive_conflict_because_check
    check (because in ('later', 'person', 'first', 'unfit', 'deleted'));
