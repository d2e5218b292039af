-- The rows of all tables of a corpus as text, sorted, but for those that FTS5 keeps: two that are
-- the same hold the same.
return function(corpus)
  local out = {}
  for name in corpus.db:rows [[SELECT name FROM sqlite_schema WHERE type = 'table'
    AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search_%' ORDER BY name]] do
    local lines = {}
    for row in corpus.db:rows('SELECT * FROM "' .. name.name .. '"') do
      local fields = {}
      for key, value in pairs(row) do fields[#fields + 1] = key .. "=" .. tostring(value) end
      table.sort(fields)
      lines[#lines + 1] = table.concat(fields, "|")
    end
    table.sort(lines)
    out[#out + 1] = name.name .. ":\n" .. table.concat(lines, "\n")
  end
  return table.concat(out, "\n")
end
