-- What a resident identity number looks like wherever it stands in a text: groups may be set apart by a blank or a
-- hyphen, digits may be of full width. Its check digit is asked apart, by is_identity_number.
create or replace macro identity_shape() as
    '[1-8１-８][0-9０-９]{5}[\s\x{a0}　－-]?(?:[1１][9９]|[2２][0０])[0-9０-９]{2}[\s\x{a0}　－-]?(?:[0０][1-9１-９]|[1１][0-2０-２])[\s\x{a0}　－-]?(?:[0０][1-9１-９]|[12１２][0-9０-９]|[3３][01０１])[\s\x{a0}　－-]?[0-9０-９]{3}[\s\x{a0}　－-]?[0-9０-９XxＸｘ]'
