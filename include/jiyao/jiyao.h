/**
 * @file jiyao.h
 * All of libjiyao's public headers, in the order in which data flows through
 * them. A program that uses one stage may include that stage's header alone.
 */
#ifndef JIYAO_JIYAO_H
#define JIYAO_JIYAO_H

#include "jiyao/align.h"
#include "jiyao/base.h"
#include "jiyao/convert.h"
#include "jiyao/copies.h"
#include "jiyao/date.h"
#include "jiyao/extract.h"
#include "jiyao/host.h"
#include "jiyao/ingest.h"
#include "jiyao/json.h"
#include "jiyao/lexicon.h"
#include "jiyao/regex.h"
#include "jiyao/reprint.h"
#include "jiyao/sqlfunction.h"
#include "jiyao/store.h"
#include "jiyao/tagger.h"
#include "jiyao/text.h"
#include "jiyao/workbook.h"

#endif
