/* complain_engine.h -- complaints about databases and their tables: E220 to E223. */
#ifndef CATGUT_DATA_COMPLAIN_ENGINE_H
#define CATGUT_DATA_COMPLAIN_ENGINE_H

#include "data/tally.h"
#include "lang/complain/complain.h"

/* TALLY_NO_TABLE and TALLY_ENGINE; file: its name, as a sentence may show it. */
bool complain_no_table(Complainer *c, Span at, const char *file, const TallyTrouble *t);
bool complain_engine(Complainer *c, Span at, const char *file, const char *said);

bool complain_odbc_forbidden(Complainer *c, Span at);
/* The connection string is empty, or only its asterisks are there. */
bool complain_odbc_string(Complainer *c, Span at, bool hidden);

#endif
