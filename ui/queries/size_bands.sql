select definition, enterprises, own, joint, headquarters, uncertain, "none", size_unknown
from mart.size_band
