local extract = require "jiyao.extract"
local data = require "jiyao.data"

local function sub(s, span) return s:sub(span.start + 1, span.stop) end

describe("jiyao.extract", function()
  local x = extract.new()

  it("finds people with titles, organisation and mentions", function()
    local text = "云山大学党委书记、校长陆文涛主持会议。陆文涛指出，要抓好落实。"
    local people = x:people(text)
    assert.equal(1, #people)
    local p = people[1]
    assert.equal("陆文涛", p.name)
    assert.same({ "党委书记", "校长" }, p.titles)
    assert.equal("云山大学", p.org)
    assert.is_false(p.byline)
    assert.is_false(p.surname_only)
    assert.equal(2, #p.mentions)
    assert.equal("title", p.mentions[1].how)
    assert.equal("校长", p.mentions[1].title)
    assert.equal("校长陆文涛", sub(text, p.mentions[1]))
    local m = p.mentions[2]
    assert.equal("陆文涛", text:sub(m.name_start + 1, m.name_stop))
  end)

  it("answers nothing for texts without people", function()
    for _, text in ipairs { "", "\0\0", "会议强调，要高度重视安全工作。", "\xff\xfe" } do
      assert.same({}, x:people(text))
    end
  end)

  it("finds organisations and titles", function()
    local text = "近日，云山大学附属第二医院举行签约仪式。"
    local o = x:orgs(text)[1]
    assert.equal("云山大学附属第二医院", o.name)
    assert.equal("hospital", o.kind)
    assert.equal(o.name, sub(text, o))
    assert.equal("党委副书记", x:titles("会议由党委副书记主持。")[1].name)
  end)

  it("finds people and organisations in one pass as it does in two", function()
    for _, text in ipairs { "", "\0\xff", "近日，云山大学校长陆文涛到北川医院调研。北川医院院长江山参加。陆文涛强调，要抓好落实。" } do
      local people, orgs = x:names(text)
      assert.same(x:people(text), people)
      assert.same(x:orgs(text), orgs)
    end
  end)

  it("takes an analyst's own table in the place of one that ships", function()
    local mine = data.read("titles") .. "首席饲养官\tstrong\t-\n"
    local text = "首席饲养官陆文涛到场。"
    assert.same({ "首席饲养官" }, extract.new { titles = mine }:people(text)[1].titles)
  end)

  it("refuses malformed tables and wrong arguments", function()
    local ok, err = pcall(extract.new, { titles = "院长\tloud\t-\n" })
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
    assert.equal("titles", err.path)
    assert.equal(0, err.offset)
    assert.has_error(function() extract.new(7) end)
    assert.has_error(function() extract.new { titles = 7 } end)
    assert.has_error(function() x:people() end)
  end)

  it("takes counts of digits and one point", function()
    local function new(count)
      local y <close> = extract.new {words = data.read("words") .. "纪要簿\t" .. count .. "\tn\n"}
      return tostring(y)
    end
    for _, count in ipairs {"12", "0.5", ".5", "7.", "123456789.012345"} do
      assert.equal("extractor", new(count))
    end
    for _, count in ipairs {"", ".", "1.2.3", "1,5", "-1", "1e5", "0x1", " 1", "nan", ("1"):rep(16)} do
      local ok, err = pcall(new, count)
      assert.is_false(ok, count)
      assert.equal("EINVALID", err.code)
    end
  end)

  it("says what it takes where it is given something else", function()
    for _, name in ipairs {"people", "meetings", "dates"} do
      for _, wrong in ipairs {{n = 1}, {{}, n = 1}, {3, n = 1}} do
        local ok, err = pcall(require("jiyao").extract[name], wrong[1])
        assert.is_false(ok)
        assert.matches("text expected, or a document that document.read gave, not ", err)
        assert.is_nil(err:find("attempt", 1, true))
      end
    end
  end)

  it("is closed once", function()
    local y <close> = extract.new()
    getmetatable(y).__close(y)
    assert.equal("extractor (closed)", tostring(y))
    assert.has_error(function() y:people("陆文涛") end)
  end)
end)
