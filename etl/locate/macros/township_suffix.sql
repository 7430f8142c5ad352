-- The kind that ends a township's name (街道, 镇, 乡), NULL where its name ends otherwise, as a development zone's does.
create or replace macro township_suffix(n) as
    nullif(regexp_extract(n, '^.{2,}?(街道|镇|乡)$', 1), '')
