-- The states of evidence that count as covered by a union.
create or replace macro is_covered(union_status) as union_status in ('own', 'joint', 'headquarters')
