-- Former names that the township file gives to two townships, or that a present township bears: not used.
with former as (
    select
        file_id, sheet, row, township_name,
        unnest(regexp_split_to_array(former_names, '[、,;/|\s]+')) as written
    from clean.township_row
    where is_of_area and township_name is not null
),

named as (
    select *, regexp_replace(regexp_replace(written, '\(.*?\)', '', 'g'), '^[原旧]', '') as alias from former
)

select
    'township' as source_kind, file_id, sheet, row, 'former_names' as column_name, written as value,
    'former_name_ambiguous' as reason_code, 'cell' as severity
from named
where alias <> ''
    and alias <> township_name
    and not exists (
        from clean.township_alias known
        where known.alias = named.alias and known.township_name = named.township_name and known.alias_kind = 'former'
    )
