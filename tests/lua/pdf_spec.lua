package.path = "tests/generate/?.lua;" .. package.path
local jiyao = require "jiyao"
local pdf = require "pdf"

local function failure(bytes, name)
  local ok, err = pcall(jiyao.document.parse, bytes, name or "a.pdf")
  assert.is_false(ok)
  assert.equal("a.pdf", err.path)
  return err.message
end

local function two_pages()
  local doc = pdf.new()
  for i, s in ipairs {"6月29日上午，学校召开教学工作会议。院长林若溪主持会议，书记欧阳敬之到会，", "副院长周明远作报告。"} do
    local page = doc:page(595, 842)
    page:lines(60, 60, 12, 1.5, pdf.wrap(s, 20, i == 1 and 2 or 0))
    page:text(290, 800, 9, "— " .. i .. " —")
  end
  return doc:bytes()
end

describe("PDF", function()
  it("is read in order, with its pages, and leads back to them", function()
    local doc = jiyao.document.parse(two_pages(), "a.pdf")
    assert.equal("pdf", doc.kind)
    assert.equal("6月29日上午，学校召开教学工作会议。院长林若溪主持会议，书记欧阳敬之到会，副院长周明远作报告。\n", doc.reading)
    assert.equal("6月29日上午，学校召开教学工作会议。\n院长林若溪主持会议，书记欧阳敬之到会，\n副院长周明远作报告。\n", doc.source)
    local pages = doc.handle:pages()
    assert.equal(2, #pages)
    assert.equal(0, pages[1].start)
    assert.equal(pages[1].stop, pages[2].start)
    assert.equal(#doc.source, pages[2].stop)
    assert.equal("副院长周明远作报告。\n", jiyao.text.sub(doc.source, pages[2].start, pages[2].stop))
    assert.equal(1, doc.handle:page(0))
    assert.equal(1, doc.handle:page(pages[1].stop - 1))
    assert.equal(2, doc.handle:page(pages[2].start))
    assert.equal(2, doc.handle:page(#doc.source))
    assert.has_error(function() doc.handle:page(#doc.source + 1) end)
    local at = doc.reading:find("周明远", 1, true) - 1
    local start, stop = doc.text:where(at, at + #"周明远")
    assert.equal("周明远", jiyao.text.sub(doc.source, start, stop))
    assert.truthy(jiyao.where.show(doc, start, stop):find("line 3, page 2\n", 1, true))
  end)

  it("is told by its first bytes, whatever its name", function()
    assert.equal("pdf", jiyao.document.parse(two_pages(), "-").kind)
    assert.equal("pdf", jiyao.document.parse("\n\n" .. two_pages(), "x.txt").kind)
    assert.equal("pdf", jiyao.document.parse("HTTP junk\n" .. two_pages(), "x.PDF").kind)
    assert.equal("text", jiyao.document.parse("格式以 %PDF-1.5 开头。", "x.txt").kind)
  end)

  it("finds who is named in it", function()
    local record = jiyao.document.extract(jiyao.document.parse(two_pages(), "a.pdf"))
    local names = {}
    for i, p in ipairs(record.people) do names[i] = p.name end
    table.sort(names)
    assert.same({"周明远", "林若溪", "欧阳敬之"}, names)
  end)

  it("without a text layer is refused", function()
    local doc = pdf.new()
    doc:page(595, 842):rule(10, 10, 500, 500)
    local why = failure(doc:bytes())
    assert.truthy(why:find("no text, only pictures (1 pages): it has to be read by OCR", 1, true))
  end)

  it("that is encrypted is refused", function()
    local key = "<" .. ("00"):rep(32) .. ">"
    local locked = two_pages():gsub("/Root 1 0 R", "%0 /ID [<00> <00>] "
      .. "/Encrypt << /Filter /Standard /V 1 /R 2 /O " .. key .. " /U " .. key .. " /P -4 >>")
    assert.equal("the PDF is encrypted: remove its password first", failure(locked))
  end)

  it("that is damaged is refused with a reason, or read as far as it goes", function()
    local whole = two_pages()
    local function damaged(bytes)
      assert.truthy(failure(bytes):find("^damaged PDF: %S"))
    end
    damaged("%PDF-1.5\n")
    damaged("%PDF-1.5\n" .. ("\0\255garbage"):rep(200))
    damaged("%PDF-1.5\nxref\n0 1\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF")
    damaged(whole:sub(1, 300))
    damaged((whole:gsub("/Type /Catalog /Pages 2 0 R", "/Type /Catalog")))
    damaged((whole:gsub("/Kids %[.-%] /Count 2", "/Kids [] /Count 0")))
    assert.truthy(failure((whole:gsub("/Kids %[.-%]", "/Kids [2 0 R 2 0 R]"))):find("holds no text", 1, true))
    -- Poppler mends what it can: a table of contents that points nowhere, a count
    -- that is none, a stream whose length is wrong, an end that is missing.
    for _, mended in ipairs {(whole:gsub("startxref\n%d+", "startxref\n7")),
      (whole:gsub("/Count 2", "/Count 3")), (whole:gsub("/Length %d+", "/Length 7", 1)), whole:sub(1, -8)} do
      assert.truthy(jiyao.document.parse(mended, "a.pdf").reading:find("周明远", 1, true))
    end
  end)

  it("holds control characters and strange marks without harm", function()
    local doc = pdf.new()
    local page = doc:page(595, 842)
    page:text(60, 60, 12, "会议\u{1}<b>&amp;\u{FFFE}召开")
    local read = jiyao.document.parse(doc:bytes(), "a.pdf")
    assert.truthy(read.reading:find("会议", 1, true))
    assert.truthy(read.reading:find("召开", 1, true))
    assert.truthy(read.reading:find("<b>&amp;", 1, true))
    assert.is_nil(read.source:find("%c[^\n]"))
  end)
end)
