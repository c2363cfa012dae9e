-- One vector for each passage, in the shape that LangChain4j's store for pgvector reads and writes. Without the
-- extension the same table keeps plain numbers, which the application compares in memory. The model stands beside each
-- vector, because vectors of different models mean different things.
do $$
declare
    vectors boolean := exists (select from pg_extension where extname = 'vector');
begin
    execute format('create table passage_vector (
        embedding_id uuid primary key,
        tenant_id    uuid not null,
        embedding    %s not null,
        text         text,
        language     text not null,
        model        text not null,
        dimension    integer not null,
        foreign key (tenant_id, embedding_id) references passage (tenant_id, id) on delete cascade
    )', case when vectors then 'vector(1024)' else 'real[]' end);
    create index passage_vector_tenant on passage_vector (tenant_id, model);
    if vectors then
        create index passage_vector_nearest on passage_vector using hnsw (embedding vector_cosine_ops);
    end if;
end $$;

alter table passage_vector enable row level security;
alter table passage_vector force row level security;
create policy passage_vector_reads on passage_vector for select using (tenant_id = henk.tenant());
create policy passage_vector_writes on passage_vector for all
    using (tenant_id = henk.tenant() and henk.authority() = 'system')
    with check (tenant_id = henk.tenant() and henk.authority() = 'system');
