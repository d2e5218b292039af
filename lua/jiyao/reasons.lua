--- Why a field holds what it holds: the rule that gave it and the words.
-- Knows how mentions are shown and where words stand in the source. Refuses to
-- lay them out: that is `jiyao.explain`.
-- @module jiyao.reasons
-- @internal
local text = require "jiyao.text"

local M = {}

-- What showed that words are a name, by `how` of a mention.
local SHOWN = {title = "a title before it", after = "a title after it", byline = "it stands in a byline",
  courtesy = "a courtesy word after it", list = "a name beside it in a list", org = "a body before it",
  act = "an act after it", bare = "it stands elsewhere in the text", surname = "surname and title",
  roster = "it is on the roster"}

--- The reasons for the fields of a person, with places in the text of the view.
-- @function of_person
-- @tparam table view
-- @tparam table p a person of the view
-- @tparam ?string org what stands in the record
-- @tparam[opt=1] number sound how sure the words of the name are (see `jiyao.damage`)
-- @treturn table `rule`, `start`, `stop` by field
-- @usage
-- local view = jiyao.document.view("副院长林若溪主持。")
-- print(require "jiyao.reasons".of_person(view, view.people[1]).name.rule) --> a title before it
function M.of_person(view, p, org, sound)
  local first, titled = p.mentions[1], nil
  for _, m in ipairs(p.mentions) do titled = titled or m.title and m end
  local of_page = org ~= nil and org == view.institution and org ~= p.org
  local shown = SHOWN[first.how] or first.how
  if (sound or 1) < 1 then shown = ("%s; the text is damaged there (%.2f)"):format(shown, sound) end
  local at = of_page and view.institution_why or titled
  return {
    name = {rule = shown, start = first.name_start, stop = first.name_stop},
    titles = titled and {rule = "post words beside the name", start = titled.start, stop = titled.stop},
    org = org and {rule = of_page and "the page's own institution" or "the unit before the title",
      start = at and at.start, stop = at and at.stop},
  }
end

--- Reasons with their words and places in the source.
-- @function told
-- @tparam table view
-- @tparam table why `rule`, `start`, `stop` by field
-- @tparam function source_of gives the place in the source of a place in the view
-- @treturn table `rule`, `words`, `start`, `end` by field
-- @usage
-- local why = {name = {rule = "known", start = 0, stop = 6}}
-- local told = require "jiyao.reasons".told({text = "会议"}, why, function(_, a, b) return {a, b} end)
-- print(told.name.words, told.name["end"]) --> 会议	6
function M.told(view, why, source_of)
  local out = {}
  for field, w in pairs(why) do
    local at = w.start and source_of(view, w.start, w.stop)
    out[field] = {rule = w.rule, start = at and at[1], ["end"] = at and at[2],
      words = at and text.sub(view.text, w.start, w.stop):gsub("%s+", " ") or nil}
  end
  return out
end

return M
