--- The style sheet of HTML reports, as one string. Chinese faces first as each
-- system names them; quotations in a serif face, so that the page shows at a
-- glance what is ours and what was published. Names in cells break at their
-- separators first; on a narrow screen wide tables and charts scroll.
-- @module jiyao.report.style
-- @internal
return [[
:root { --ink: #22262b; --soft: #68707a; --line: #dfe2e6; --paper: #fff; --tint: #f7f6f3;
  --accent: #8a3324; --mark: #fdeeb5;
  --sans: "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", system-ui, sans-serif;
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "AR PL UMing CN", serif; }
* { box-sizing: border-box; }
html { font-size: 16px; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 3rem 1.5rem 5rem; max-width: 64rem; color: var(--ink);
  background: var(--paper); font: 400 1rem/1.75 var(--sans); }
header { margin-bottom: 2.5rem; padding-bottom: 1.25rem; border-bottom: 3px solid var(--accent); }
h1 { margin: 0; font: 700 2rem/1.3 var(--serif); letter-spacing: .02em; }
.subtitle { margin: .4rem 0 0; color: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin: .9rem 0 0; padding: 0; list-style: none;
  font-size: .9rem; }
h2 { margin: 3rem 0 .8rem; font: 700 1.35rem/1.4 var(--serif); }
h3 { margin: 2rem 0 .6rem; font: 600 1.08rem/1.5 var(--sans); }
h4 { margin: 1.5rem 0 .5rem; font: 600 1rem/1.5 var(--sans); color: var(--soft); }
p { margin: .7rem 0; max-width: 46rem; }
ul { margin: .7rem 0; padding-left: 1.3rem; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; text-underline-offset: .2em; }
.table { overflow-x: auto; margin: 1rem 0 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; line-height: 1.6;
  font-variant-numeric: tabular-nums; }
caption { padding: 0 0 .5rem; text-align: left; color: var(--soft); font-size: .88rem; }
th { padding: .45rem .7rem; border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink);
  text-align: left; font-weight: 600; white-space: nowrap; vertical-align: bottom; }
td { padding: .5rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
  word-break: keep-all; overflow-wrap: anywhere; }
th:first-child, td:first-child { padding-left: .2rem; }
tbody tr:last-child td { border-bottom: 1.5px solid var(--ink); }
tbody tr:hover td { background: var(--tint); }
.right { text-align: right; }
.center { text-align: center; }
.nowrap { white-space: nowrap; }
.nowrap wbr { white-space: normal; }
.refs { margin-left: .25em; font-size: .78em; line-height: 1; vertical-align: .25em; }
td > .refs:first-child { margin-left: 0; vertical-align: baseline; font-size: .9em; }
.refs a { padding: 0 .12em; }
.refs details { display: inline; }
.refs summary { display: inline; padding: 0 .2em; cursor: pointer; color: var(--soft); list-style: none; }
.refs summary::-webkit-details-marker { display: none; }
figure { margin: 1.2rem 0; }
.chart figcaption { color: var(--soft); font-size: .88rem; }
.chart svg { display: block; width: 100%; height: auto; margin-top: .4rem; }
.quote { margin: 0 0 1.1rem; padding: .75rem 1rem .6rem; border-left: 3px solid var(--line);
  background: var(--tint); }
.quote:target { border-left-color: var(--accent); }
blockquote { margin: 0; font: 400 1rem/1.85 var(--serif); white-space: pre-line; overflow-wrap: anywhere; }
mark { padding: .05em 0; background: var(--mark); color: inherit; }
.quote figcaption { margin-top: .35rem; color: var(--soft); font-size: .8rem; line-height: 1.6;
  overflow-wrap: anywhere; }
.quote figcaption b { color: var(--ink); font-weight: 600; }
.n { display: inline-block; min-width: 1.5em; color: var(--accent); font-weight: 600; }
cite { font: normal .95em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, var(--sans); }
:target { scroll-margin-top: 2rem; }
td a:target, p a:target, li a:target { background: var(--mark); }
@media (max-width: 40rem) {
  body { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  th, td { min-width: 5.6rem; }
  .right { min-width: 0; }
  .chart { overflow-x: auto; }
  .chart svg { min-width: 38rem; }
}
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  nav, .back { display: none; }
  a { color: inherit; }
  h2, h3, h4, caption, .chart figcaption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .quote, .chart { break-inside: avoid; }
  .table { overflow: visible; }
  .quote, mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
]]
