-- Which conversation came to which account, and which were taken out again: what was joined by mistake can be split.
create table session_move (
    tenant_id       uuid        not null references tenant (id),
    id              uuid        not null,
    conversation_id uuid        not null,
    -- whose it was before and after; null: of whoever held its key
    from_account    uuid,
    to_account      uuid,
    -- which move this one takes back
    undoes          uuid,
    -- the administrator who did it; null: the visitor, by signing in
    by_account      uuid,
    at              timestamptz not null default now(),
    primary key (tenant_id, id),
    -- a move is taken back once, whoever asks for it at the same time
    unique (tenant_id, undoes),
    foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
    foreign key (tenant_id, undoes) references session_move (tenant_id, id) on delete cascade,
    check ((from_account is null) <> (to_account is null)),
    check ((undoes is null) = (by_account is null))
);
create index session_move_by_from on session_move (tenant_id, from_account, id) where from_account is not null;
create index session_move_by_to on session_move (tenant_id, to_account, id) where to_account is not null;
create index session_move_by_conversation on session_move (tenant_id, conversation_id);

alter table session_move enable row level security;
alter table session_move force row level security;
create policy session_move_system on session_move for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
create policy session_move_staff on session_move for select
    using (tenant_id = henk.tenant() and henk.authority() = 'staff');
revoke update on session_move from henk_app;
