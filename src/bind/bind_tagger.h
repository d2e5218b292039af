/* Words and labelled spans, for the faces that offer them. */
#ifndef JY_BIND_TAGGER_H
#define JY_BIND_TAGGER_H

#include "bind/bind.h"

/* What `jiyao.text.tokens`, `jiyao.extract.spans` and `jiyao.extract.train` do. */
int jyL_tokens(lua_State *L);
int jyL_labels(lua_State *L);
int jyL_train(lua_State *L);

#endif
