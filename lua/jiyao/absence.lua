--- Who is told not to have come: 因公出差,未出席会议; 缺席:…; 请假:….
-- Knows the words behind the people of a list, and the labels before one. Refuses to
-- know what they were absent from.
-- @module jiyao.absence
-- @internal
local regex = require "jiyao.regex"

local M = {}

local STAYED = "(?:(?:未能?|没能?|没有|不能|不克|无法|未曾)(?:亲自|按时|如期|前来|现场)?" ..
  "(?:出席|参加|参会|到会|到场|与会|列席|前来|莅临)|缺席|请假|告假|未到[会场]?)(?!(?:会议|活动)?(?:的|人员|者|名单))"
local WHY = "(?:因为?|由于)"
-- Why people did not come tells that they did not; so does 除…外.
local behind_re = regex.new("^(?:等|同志|老师|教授|[两二三四]人|[两二三四]位[^,。;\\n]{0,6})?(?:今天|当天|均|都|也|则|,)*+" ..
  "(?:" .. WHY .. "[^。;；\\n]{0,24}?)?" .. STAYED ..
  "|^(?:等[^,。;\\n]{0,4})?(?:均|都)?" .. WHY .. "[^,。;\\n]{0,8}(?:出差|外出|公出|出访)(?=[,。;；)\\n]|未|\\z)" ..
  "|^(?:等[^,。;\\n]{0,4})?(?:均|都)?" .. WHY .. "[^,。;\\n]{1,12}外,")
local note_re = regex.new("^\\s?[(（][^)）\\n]{0,8}(?:请假|缺席|未到|出差|外出|公出|未出席)[^)）\\n]{0,4}[)）]")
local label_re = regex.new("(?:缺席|请假|告假|未到会?|未出席)(?:会议|活动)?的?(?:人员|人|者|领导|代表|委员|成员|名单)?" ..
  "(?:[(（][^)）\\n]{0,12}[)）])?(?:\\s?[:：]|有[:：]?|[是为])[^\\n。;；:：]*\\z" ..
  "|\\n[ \\t]*(?:缺席|请假|告假|未到)(?:人员|人|者)?[ \\t][^\\n。;；:：]*\\z")
local joined_re = regex.new("^\\s?(?:[(（][^)）\\n]{1,24}[)）])?\\s?(?:、|和|与|及|以及)[^,。;；:：\\n]{0,24}$")

local LIST, BEHIND, LABEL = 12, 120, 300 -- people; bytes

-- The last of the people that are told in one breath from a mention on.
local function last_of(view, m)
  local all = view.within(view.mentions, m.start, m.stop + LABEL)
  local last = m
  for i = 1, math.min(#all, LIST) do
    local next_one = all[i]
    if next_one.start >= last.stop then
      if not joined_re:find_in(view.text, last.stop, next_one.start) then break end
      last = next_one
    end
  end
  return last
end

--- Whether somebody is told to have been absent where a mention stands.
-- @function is
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table m a mention of `view.mentions`
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("院长林若溪主持会议,副院长何静因公出差,未出席会议。")
-- local absence = require "jiyao.absence"
-- print(absence.is(view, view.mentions[1]), absence.is(view, view.mentions[2])) --> false	true
function M.is(view, m)
  local s = view.text
  if note_re:after(s, m.stop, BEHIND) or label_re:before(s, m.start, LABEL) then return true end
  local last = last_of(view, m)
  local _, stop = behind_re:after(s, last.stop, BEHIND)
  return stop ~= nil and view.first_within(view.mentions, last.stop, stop) == nil
end

return M
