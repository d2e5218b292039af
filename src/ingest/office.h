/* Office documents as parts of XML in a zip: what docx.c and xlsx.c share. */
#ifndef JY_INGEST_OFFICE_H
#define JY_INGEST_OFFICE_H

#include <expat.h>
#include <zip.h>

#include "ingest/internal.h"

/* What the handlers of each part get begins with this. */
typedef struct {
  XML_Parser parser;
} jy__office;

typedef struct {
  XML_StartElementHandler start;
  XML_EndElementHandler end;
  XML_CharacterDataHandler text;
  jy__office *data;
} jy__office_handlers;

/* NULL with a record where the bytes are no zip; else to be discarded (zip_discard), and
 * the bytes outlive it. */
zip_t *jy__office_open(jy_str bytes);

/* Parses a part, names with their namespace before `|`; *found is whether it is there. A
 * definition of types ends it. */
int jy__office_part(zip_t *z, const char *part, jy__office_handlers h, bool *found);

#endif
