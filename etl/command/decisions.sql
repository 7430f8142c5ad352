-- How many decisions there are, by whether they are applied, and how many counted links are challenged.
with
link_decision as (from mart.link_decision)

select
    count(*) filter (standing = 'applied' and decision <> 'open') as applied,
    count(*) filter (standing = 'resting') as resting,
    count(*) filter (standing = 'changed') as changed,
    count(*) filter (challenged) as challenged
from link_decision
