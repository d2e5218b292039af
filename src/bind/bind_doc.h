/* The face of one document, for the face that reads documents. */
#ifndef JY_BIND_DOC_H
#define JY_BIND_DOC_H

#include "bind/bind.h"
#include "jiyao/ingest.h"

/* Pushes a box `jiyao.doc` that is empty, to be filled with a document that the
 * collector then frees. Push first, fill second. */
jy_doc **jyL_newdoc(lua_State *L);

/* Registers the type. */
void jyL_open_doc(lua_State *L);

#endif
