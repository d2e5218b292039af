/* The parts of Office documents (ECMA-376): XML in a zip. Refuses to know what is in them. */
#include "ingest/office.h"

/* The largest part: a thousand pages take five. */
#define MOST_PART ((size_t)64 << 20)

static int zip_failure(zip_error_t *e) {
  if (zip_error_code_zip(e) == ZIP_ER_MEMORY) return jy__nomem();
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "damaged Office document: %s", zip_error_strerror(e));
}

zip_t *jy__office_open(jy_str bytes) {
  zip_error_t e;
  zip_error_init(&e);
  zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &e);
  zip_t *z = source ? zip_open_from_source(source, ZIP_RDONLY, &e) : NULL;
  if (!z) {
    zip_failure(&e);
    zip_source_free(source);
  }
  zip_error_fini(&e);
  return z;
}

/* A definition of types could make a short part unfold to any length. */
static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public,
                               int internal) {
  (void)name;
  (void)system;
  (void)public;
  (void)internal;
  XML_StopParser(((jy__office *)data)->parser, XML_FALSE);
}

/* One piece of a part; *left is what may still come, *end that nothing does. */
static int parse_piece(XML_Parser parser, zip_file_t *f, const char *part, size_t *left, bool *end) {
  void *piece = XML_GetBuffer(parser, 65536);
  if (!piece) return jy__nomem();
  zip_int64_t got = zip_fread(f, piece, 65536);
  if (got < 0) return zip_failure(zip_file_get_error(f));
  if ((size_t)got > *left)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                    "unpacks to more than %zu MiB: too much for one document", MOST_PART >> 20);
  *left -= (size_t)got;
  *end = got == 0;
  if (XML_ParseBuffer(parser, (int)got, got == 0) == XML_STATUS_OK) return JY_OK;
  if (XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY) return jy__nomem();
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "damaged Office document: %s in line %zu of %s",
                  XML_ErrorString(XML_GetErrorCode(parser)), (size_t)XML_GetCurrentLineNumber(parser), part);
}

int jy__office_part(zip_t *z, const char *part, jy__office_handlers h, bool *found) {
  zip_file_t *f = zip_fopen(z, part, 0);
  *found = f != NULL;
  if (!f && zip_error_code_zip(zip_get_error(z)) == ZIP_ER_NOENT) return JY_OK;
  if (!f) return zip_failure(zip_get_error(z));
  XML_Parser parser = XML_ParserCreateNS(NULL, '|');
  int status = parser ? JY_OK : jy__nomem();
  size_t left = MOST_PART;
  bool end = false;
  if (parser) {
    h.data->parser = parser;
    XML_SetUserData(parser, h.data);
    XML_SetElementHandler(parser, h.start, h.end);
    XML_SetCharacterDataHandler(parser, h.text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
  }
  while (status == JY_OK && !end) status = parse_piece(parser, f, part, &left, &end);
  if (parser) XML_ParserFree(parser);
  zip_fclose(f); /* only read: nothing can be lost */
  return status;
}
