/* check.h -- a document is run, for what is wrong with it and what its names are.
 *
 * No file is written, databases are not connected to; imports beside the file are read. */
#ifndef CATGUT_EDITOR_CHECK_H
#define CATGUT_EDITOR_CHECK_H

#include "lang/editor/document.h"
#include "lang/text/json_rpc.h"

enum { SEVERITY_ANSWER, SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

/* Runs the text in a session of its own, which it keeps in the document with its remarks.  False:
 * it was cancelled, or, hasty, a message arrived meanwhile, and all is as before. */
bool check_run(Document *d, Rpc *rpc, bool hasty);
/* Has the text no complaint that the document has not?  If it has, the first. */
bool check_text(const Document *d, const Sink *text, Rpc *rpc, Sink *complaint);
/* textDocument/publishDiagnostics. */
void check_publish(const Documents *ds, const Document *d, const Rpc *rpc);

#endif
