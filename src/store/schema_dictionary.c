/* Version 6 of the tables: more than one dictionary, each made of the pages that were there. */
#include "store/internal.h"

const char *const jy__store_version_6[] = {
    /* documents: the highest document.id that it may be made of, 0 of the one that ships. */
    "ALTER TABLE dictionary ADD COLUMN documents INTEGER NOT NULL DEFAULT 0 CHECK (documents >= 0)",
    NULL,
};
