--- Text in XML 1.0. Knows what XML cannot hold: control characters but tab and line ends, U+FFFE and U+FFFF.
-- Each becomes U+FFFD, since not even a reference may stand for it.
-- @module jiyao.exchange.xml
-- @internal
local words = require "jiyao.report.words"

local xml = {}

--- Text that XML can hold.
-- @function clean
-- @tparam string s
-- @treturn string
-- @usage
-- local xml = require "jiyao.exchange.xml"
-- print(xml.clean("甲\0乙\u{FFFE}\u{1F600}")) --> 甲�乙�😀
function xml.clean(s)
  return (words.clean(s):gsub("\xEF\xBF[\xBE\xBF]", "\u{FFFD}"))
end

local ENTITIES = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;"}

--- Text between tags, or as the value of an attribute.
-- @function text
-- @tparam string s
-- @treturn string
-- @usage
-- local xml = require "jiyao.exchange.xml"
-- print(xml.text('a < "b" & c')) --> a &lt; &quot;b&quot; &amp; c
function xml.text(s)
  return (xml.clean(s):gsub('[&<>"]', ENTITIES))
end

--- An attribute with a space before it, on one line; nothing where it has no value.
-- @function attribute
-- @tparam string name
-- @param value string, number or nil
-- @treturn string
-- @usage
-- local xml = require "jiyao.exchange.xml"
-- print(xml.attribute("title", "甲\n乙"), xml.attribute("date", nil) == "") -->  title="甲 乙"	true
function xml.attribute(name, value)
  if value == nil then return "" end
  return (' %s="%s"'):format(name, (xml.text(tostring(value)):gsub("[\t\n]", " ")))
end

return xml
