--- Who is called by surname and title alone: 刘书记 of an institution is its person of that
-- surname who has that post, where the corpus knows exactly one, or one at that time.
-- Knows surnames and how titles are cut short. Refuses to know how people are gathered.
-- @module jiyao.surname_titles
-- @internal
local data = require "jiyao.data"
local regex = require "jiyao.regex"

local M = {}

local compound = {}
for _, row in ipairs(data.table "surnames") do
  if #row[1] > 3 then compound[row[1]] = true end
end

--- Whether a name is a surname and nothing more.
-- @function is_surname
-- @tparam string name
-- @treturn boolean
-- @usage
-- local titles = require "jiyao.surname_titles"
-- print(titles.is_surname("刘"), titles.is_surname("欧阳"), titles.is_surname("刘明远")) --> true	true	false
function M.is_surname(name)
  return utf8.len(name) == 1 or compound[name] or false
end

-- 校党委书记 is called 书记, and 副书记 is a post of its own.
local before_re = regex.new("副|助理|秘书$")

--- Whether who has a post may be called by a title.
-- @function fits
-- @tparam string post
-- @tparam string title
-- @treturn boolean
-- @usage
-- local titles = require "jiyao.surname_titles"
-- print(titles.fits("党委书记", "书记"), titles.fits("党委副书记", "书记")) --> true	false
function M.fits(post, title)
  if #post < #title or post:sub(-#title) ~= title then return false end
  return post == title or not before_re:find(post:sub(1, -#title - 1))
end

-- Those who are called so, by institution, surname and title; the day of the document.
local function short_rows(db)
  local list = {}
  for row in db:rows [[
    SELECT r.person_id AS id, r.name AS surname, r.home, t.title,
      CASE WHEN d.published GLOB '[0-9]*' THEN substr(d.published, 1, 10) END AS date
    FROM r_raw r JOIN document d ON d.id = r.document_id
    JOIN person_title t ON t.person_id = r.person_id AND t.seq = 1
    WHERE length(r.name) <= 2 ORDER BY r.person_id]] do
    if M.is_surname(row.surname) then list[#list + 1] = row end
  end
  return list
end

-- The posts of people of those surnames at those institutions, with the days on which they are seen.
local function posts_of(db)
  local posts = {}
  for row in db:rows [[
    SELECT s.home, s.surname, r.name, t.title, min(d.published) AS first, max(d.published) AS last
    FROM (SELECT DISTINCT home, surname FROM r_short) s
    JOIN r_raw r ON r.home = s.home AND r.name > s.surname AND r.name < s.surname || char(0x10FFFF)
    JOIN person_title t ON t.person_id = r.person_id JOIN document d ON d.id = r.document_id
    GROUP BY s.home, s.surname, r.name, t.title ORDER BY s.home, s.surname, r.name, t.title]] do
    local key = row.home .. "\0" .. row.surname
    posts[key] = posts[key] or {}
    table.insert(posts[key], row)
  end
  return posts
end

-- The one name among those who fit; nil where none does, or several.
local function only(posts, test)
  local name
  for _, post in ipairs(posts) do
    if test(post) and post.name ~= name then
      if name then return nil end
      name = post.name
    end
  end
  return name
end

local function person_of(posts, row)
  local function fits(post) return M.fits(post.title, row.title) end
  return only(posts, fits) or row.date and only(posts, function(post)
    return fits(post) and post.first and post.first <= row.date and row.date <= post.last
  end)
end

--- Gives the people of `r_raw` who are called by surname and title the name of the
-- one whom that fits, and else that by which they are called.
-- @function settle
-- @tparam userdata db
function M.settle(db)
  db:exec "CREATE TEMP TABLE r_short (id INTEGER PRIMARY KEY, surname TEXT, home TEXT)"
  local rows = short_rows(db)
  local keep <close> = db:prepare "INSERT INTO r_short VALUES (?, ?, ?)"
  for _, row in ipairs(rows) do keep:run(row.id, row.surname, row.home) end
  local posts = #rows > 0 and posts_of(db) or {}
  local rename <close> = db:prepare "UPDATE r_raw SET name = ? WHERE person_id = ?"
  for _, row in ipairs(rows) do
    local known = posts[row.home .. "\0" .. row.surname]
    rename:run(known and row.home ~= "" and person_of(known, row) or row.surname .. row.title, row.id)
  end
end

return M
