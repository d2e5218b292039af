--- What documents show of one name at two institutions being one person: a text that
-- gives both bodies, the same post at the same body, the same company.
-- Knows the tables that `jiyao.resolving` prepares. Refuses to join anybody.
-- @module jiyao.evidence
-- @internal
local regex = require "jiyao.regex"

local M = {}

-- So many documents are kept for a reason; more make it no surer.
local MOST_PATHS = 20

local function add_path(link, path)
  if #link.paths < MOST_PATHS and link.paths[#link.paths] ~= path then link.paths[#link.paths + 1] = path end
end

-- Links by their two parts, in the order in which they come.
local function linker(reason)
  local links, index = {}, {}
  return links, function(a, b, words)
    local key = a .. " " .. b
    if not index[key] then
      index[key] = {a = a, b = b, reason = reason, words = words, paths = {}}
      links[#links + 1] = index[key]
    end
    return index[key]
  end
end

-- 云岭大学副校长、东川省教育厅厅长林知行: one person at both.
local function two_bodies(db)
  local links, link_of = linker "two_bodies"
  for row in db:rows [[
    SELECT r.part_id AS a, t.id AS b, u.body, d.path FROM r_unit u
    JOIN document d ON coalesce(d.institution, '') = u.institution
    JOIN person p ON p.document_id = d.id AND coalesce(p.org, '') = u.org
    JOIN r_person r ON r.person_id = p.id
    JOIN entity_part t ON t.name = r.name AND t.institution = u.body AND t.number = 1
    WHERE u.other AND t.id <> r.part_id ORDER BY r.part_id, t.id, d.path]] do
    add_path(link_of(math.min(row.a, row.b), math.max(row.a, row.b), row.body), row.path)
  end
  return links
end

-- A post that one body has but once or a few times; a professor is one of many.
local post_re = regex.new("(?:长|书记|主任|主任委员|主席|主委|常委|委员|总裁|董事|经理|总监|监事|理事|会计师|工程师|负责人|带头人|代表)$")

-- 东川省医学会肿瘤分会主任委员 on the pages of two hospitals. Titles go with bodies where there
-- is one body, or as many as titles.
local function same_post(db)
  local links, link_of = linker "post"
  local first, body, title
  for row in db:rows [[
    SELECT r.name, u.body, t.title, r.part_id AS part, min(d.path) AS path FROM r_multi m
    JOIN r_person r ON r.name = m.name JOIN person p ON p.id = r.person_id
    JOIN document d ON d.id = p.document_id
    JOIN r_unit u ON u.org = p.org AND u.institution = coalesce(d.institution, '')
    JOIN person_title t ON t.person_id = p.id
    WHERE u.n = 1 OR u.n = (SELECT count(*) FROM person_title WHERE person_id = p.id) AND t.seq = u.seq
    GROUP BY r.name, u.body, t.title, r.part_id ORDER BY r.name, u.body, t.title, r.part_id]] do
    local same = first and first.name == row.name and body == row.body and title == row.title
    if same and post_re:find(title) then
      local link = link_of(first.part, row.part, body .. title)
      if #link.paths == 0 then add_path(link, first.path) end
      add_path(link, row.path)
    end
    if not same then first, body, title = row, row.body, row.title end
  end
  return links
end

-- Who is named on pages of more institutions than this is company to everybody, and
-- who is named in a list of more people than that is in no company.
local WIDELY, CROWD = 4, 40
-- Of colleagues two are enough, of others three.
local COLLEAGUES, OTHERS = 2, 3

local function gather_company(db)
  db:exec(([[
    CREATE TEMP TABLE r_company (name TEXT, other INTEGER, part INTEGER,
      PRIMARY KEY (name, other, part)) WITHOUT ROWID;
    INSERT OR IGNORE INTO r_company
      WITH small AS MATERIALIZED
        (SELECT document_id FROM r_person GROUP BY document_id HAVING count(*) BETWEEN 2 AND %d),
      wide AS MATERIALIZED
        (SELECT r.part_id FROM r_person r JOIN document d ON d.id = r.document_id
        GROUP BY r.part_id HAVING count(DISTINCT d.institution) > %d)
      SELECT a.name, b.part_id, a.part_id FROM small s
      JOIN person pa ON pa.document_id = s.document_id JOIN r_person a ON a.person_id = pa.id
      JOIN r_multi m ON m.name = a.name
      JOIN person pb ON pb.document_id = s.document_id JOIN r_person b ON b.person_id = pb.id
      WHERE b.name <> a.name AND b.part_id NOT IN (SELECT part_id FROM wide)]]):format(CROWD, WIDELY))
end

-- Documents in which a part is named beside one of the others; `others` are numbers with commas.
local function company_paths(db, link, others)
  for row in db:rows(([[
    SELECT DISTINCT d.path FROM r_person r JOIN document d ON d.id = r.document_id WHERE r.part_id IN (?, ?)
      AND EXISTS (SELECT 1 FROM r_person o WHERE o.document_id = r.document_id AND o.part_id IN (%s))
    ORDER BY d.path LIMIT %d]]):format(others, MOST_PATHS), link.a, link.b) do
    add_path(link, row.path)
  end
end

-- Whether a document names both, so that they are two.
local function named_together(db, a, b)
  return db:one([[SELECT 1 AS yes FROM r_person x JOIN r_person y ON y.document_id = x.document_id
    WHERE x.part_id = ? AND y.part_id = ? LIMIT 1]], a, b) ~= nil
end

local function same_company(db)
  local links, link_of = linker "company"
  gather_company(db)
  for row in db:rows(([[
    SELECT x.part AS a, y.part AS b, count(*) AS n, group_concat(o.name, '、') AS names,
      group_concat(o.id) AS others,
      sum(o.institution <> '' AND o.institution IN (ta.institution, tb.institution)) AS colleagues
    FROM r_company x JOIN r_company y ON y.name = x.name AND y.other = x.other AND y.part > x.part
    JOIN entity_part o ON o.id = x.other
    JOIN entity_part ta ON ta.id = x.part JOIN entity_part tb ON tb.id = y.part
    GROUP BY x.part, y.part HAVING n >= %d OR colleagues >= %d ORDER BY x.part, y.part]])
    :format(OTHERS, COLLEAGUES)) do
    if not named_together(db, row.a, row.b) then
      company_paths(db, link_of(row.a, row.b, row.names), row.others)
    end
  end
  return links
end

--- All links between parts of one name, the surest kind first.
-- @function find
-- @tparam userdata db
-- @treturn {table,...} `a`, `b` (parts), `reason` (`two_bodies`, `post`, `company`), `words`, `paths`
function M.find(db)
  local all = {}
  for _, kind in ipairs {two_bodies, same_post, same_company} do
    for _, link in ipairs(kind(db)) do all[#all + 1] = link end
  end
  return all
end

return M
