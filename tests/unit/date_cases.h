/* How the tests of dates show what was found, and compare it. */
#ifndef TESTS_DATE_CASES_H
#define TESTS_DATE_CASES_H

#include "check.h"
#include "jiyao/date.h"

/* One mention as "span=kind edtf flags", mentions joined by "; ". The letters of
 * the flags: Range Timed Published Dateline Names Cohort, shift in days, years, weeks,
 * months or from the last day, Issue, Heading, About, ! clash, looks back, ahead. */
static void render(jy_buf *out, jy_str text, const jy_dates *dates) {
  static const char letters[] = "RTPDNCdywmlIHA!baF";
  for (size_t i = 0; i < dates->len; i++) {
    const jy_date *d = &dates->at[i];
    jy_buf_printf(out, "%s%.*s=%s ", i ? "; " : "", (int)(d->span.end - d->span.start),
                  text.ptr + d->span.start, jy_date_kind_name(d->kind));
    assert_int_equal(jy_date_edtf(out, d), JY_OK);
    if (d->flags) jy_buf_put(out, " ", 1);
    for (size_t k = 0; letters[k]; k++) {
      if (d->flags & 1u << k) jy_buf_put(out, &letters[k], 1);
    }
  }
}

struct example {
  const char *text, *want;
};

static void expect(const struct example *e, size_t n) {
  for (size_t i = 0; i < n; i++) {
    jy_dates d = JY_DATES_INIT;
    jy_buf got = JY_BUF_INIT;
    assert_int_equal(jy_dates_find(&d, jy_cstr(e[i].text)), JY_OK);
    render(&got, jy_cstr(e[i].text), &d);
    const char *s = got.len ? got.ptr : "";
    if (strcmp(s, e[i].want) != 0) fail_msg("%s: got '%s', not '%s'", e[i].text, s, e[i].want);
    jy_buf_free(&got);
    jy_dates_free(&d);
  }
}

#define EXPECT(list) expect(list, sizeof list / sizeof *list)

struct resolution {
  const char *text;
  size_t which; /* mention */
  const char *edtf, *reason;
};

static void resolve_as(const struct resolution *list, size_t n, const jy_date_context *ctx) {
  for (size_t i = 0; i < n; i++) {
    jy_dates d = JY_DATES_INIT;
    jy_buf got = JY_BUF_INIT;
    assert_int_equal(jy_dates_find(&d, jy_cstr(list[i].text)), JY_OK);
    assert_int_equal(jy_dates_resolve(&d, ctx), JY_OK);
    if (list[i].which >= d.len) fail_msg("%s: %zu dates", list[i].text, d.len);
    assert_int_equal(jy_date_edtf(&got, &d.at[list[i].which]), JY_OK);
    const char *reason = jy_date_reason_name(d.at[list[i].which].reason), *s = got.len ? got.ptr : "";
    if (strcmp(s, list[i].edtf) != 0 || strcmp(reason, list[i].reason) != 0)
      fail_msg("%s: got %s (%s), not %s (%s)", list[i].text, s, reason, list[i].edtf, list[i].reason);
    jy_buf_free(&got);
    jy_dates_free(&d);
  }
}

#define RESOLVE(list) resolve_as(list, sizeof list / sizeof *list, NULL)

#endif
