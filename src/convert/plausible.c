/* Scores a reading by how many of its characters are frequent in Chinese. Text
 * in its own encoding has 60 to 90 in 100; read in a wrong one its characters
 * fall anywhere in the chart and 5 to 15 are frequent. It is asked of every
 * document, so it reads no table, as the models of chars.c and text/charmodel.c do. */
#include "convert/plausible.h"

#include <pthread.h>
#include <string.h>

#include "convert/internal.h"

/* About 500 characters that are frequent in general and in institutional news,
 * in Simplified script; composed for this file. */
static const char frequent_chars[] =
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生"
    "能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都"
    "同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军"
    "者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由"
    "问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话"
    "合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真"
    "论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受"
    "目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空"
    "决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记"
    "南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识"
    "候带导争运笔习党委医议近精贯彻落究研召团职责组织推项质服疗健康创校础"
    "训练班座谈持席参讲支群众续深改革标准案例届纪检查监督廉洁署迎春节贺祝"
    "福奖优秀型技诊护患症药病房室副授博士硕招聘简介版联址邮编网站首页闻态"
    "详细浏览击源摄影图供稿辑审核举办仪签约协坛访调育培养升牌省县州京沪渝"
    "川港澳湾华江河湖城镇乡村街号楼层午晚晨早始末";

typedef unsigned char chart[0x10000 / 8]; /* one bit a character of the basic plane */

static chart simplified; /* the characters above */
static chart sense;      /* what is one of them in Simplified script, and punctuation */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool has(const chart c, uint32_t cp) {
  return cp < 0x10000 && (c[cp / 8] >> cp % 8 & 1);
}

static void put(chart c, uint32_t cp, bool yes) {
  unsigned char bit = (unsigned char)(1u << cp % 8);
  c[cp / 8] = (unsigned char)(yes ? c[cp / 8] | bit : c[cp / 8] & ~bit);
}

static void place(void *data, uint32_t from, uint32_t to) {
  (void)data;
  if (from < 0x10000) put(sense, from, has(simplified, to));
}

static bool is_punctuation(uint32_t cp) {
  return (cp >= 0x3000 && cp <= 0x3011) || (cp >= 0xFF01 && cp <= 0xFF5E) ||
         (cp >= 0x2013 && cp <= 0x2026) || cp == 0xB7;
}

static void build(void) {
  const char *p = frequent_chars, *end = p + sizeof frequent_chars - 1;
  uint32_t cp;
  for (size_t n; (n = jy__utf8_next(p, end, &cp)) > 0; p += n) put(simplified, cp, true);
  memcpy(sense, simplified, sizeof sense);
  if (jy__hans_each(place, NULL) < 0) jy_error_clear(); /* without dictionaries, Simplified alone */
  for (cp = 0; cp < 0x10000; cp++)
    if (is_punctuation(cp)) put(sense, cp, true);
}

static void score(jy__trial *t, jy_str text, size_t faults) {
  size_t sensible = 0, all = 0;
  for (const char *p = text.ptr, *end = p + text.len; p < end;) {
    uint32_t cp;
    size_t n = jy__utf8_next(p, end, &cp);
    if (n == 0) break; /* decoded text is valid */
    p += n;
    if (cp >= 0x20 && cp < 0x7F) continue;
    if (cp >= '\t' && cp <= '\r') continue;
    all++;
    sensible += has(sense, cp);
  }
  all += faults;
  t->chars = all;
  t->score = all ? (double)sensible / (double)all : text.len > 0;
  t->bad_share = all ? (double)faults / (double)all : 0;
}

/* Takes the loss of a character that is cut at the sample's end off the list. */
static bool drop_cut_tail(jy_ledger *l, size_t len) {
  if (l->len == 0) return false;
  jy_loss last = l->losses[l->len - 1];
  if (last.offset + last.len < len || last.len > 3) return false;
  l->len--;
  return true;
}

int jy__trial_read(jy__trial *t, jy_str sample, bool whole, const char *encoding) {
  pthread_once(&once, build);
  *t = (jy__trial){0, 0, 1, 0, false};
  jy_buf text = JY_BUF_INIT;
  jy_ledger ledger = {0};
  int status = jy_decode(&text, &ledger, sample, encoding, JY_POLICY_SKIP, NULL);
  if (status == JY_OK) {
    bool cut = drop_cut_tail(&ledger, sample.len);
    t->cut = cut && whole;
    score(t, jy_buf_str(&text), ledger.len);
  }
  jy_ledger_free(&ledger);
  jy_buf_free(&text);
  return status == JY_ENOMEM ? status : JY_OK;
}

double jy__trial_value(const jy__trial *t) {
  return t->score + t->bonus - 2 * t->bad_share;
}
