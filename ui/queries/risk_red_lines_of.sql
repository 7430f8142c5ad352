select red_line, evidence, legal_basis, basis_mark
from mart.risk_red_line
where union_id = $id
