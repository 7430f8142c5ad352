-- Full names that belong to one enterprise alone, present or former: what a name can be joined on without doubt.
-- `enterprises` counts who bears the name now; a former name is used only where nobody bears it now.
with present as (
    select name_key, min(enterprise_id) as enterprise_id, count(*) as enterprises
    from clean.enterprise group by name_key
),

former as (
    select name_key, min(enterprise_id) as enterprise_id, count(distinct enterprise_id) as enterprises
    from clean.former_name anti join present using (name_key) group by name_key
)

select name_key, enterprise_id, enterprises, 'name' as rule from present
union all
select name_key, enterprise_id, enterprises, 'former_name' as rule from former
