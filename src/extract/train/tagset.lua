--- Returns the function that brings HanLP's finer tags down to those of the People's Daily corpus;
-- names of people are one. nil for what is no part of speech.
return function(tag)
  if tag:find("^nr") then return "nr" end
  if tag:find("^ns") then return "ns" end
  if tag:find("^nt") then return "nt" end
  if tag:find("^n[ni]") or tag == "nf" or tag:find("^[gn]b?[abcghimp]$") then return "n" end
  if tag:find("^begin") or tag == "end" then return nil end
  if tag:find("^v[nd]$") or tag:find("^a[dn]$") or tag:find("^n[zx]$") then return tag end
  local first = tag:sub(1, 1):lower()
  return first:find("[abcdefhijklmnopqrstuvxyz]") and first or nil
end
