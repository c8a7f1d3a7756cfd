/* lsp.h -- Catgut in an editor: the Language Server Protocol, 3.17, over standard input and output.
 *
 * Complaints as one types, with what would be right where that is sure; what a name is and what its
 * value; completion; definitions, references, symbols; rename; layout.  A document is run when no
 * message waits, within limits, and writes no file. */
#ifndef CATGUT_EDITOR_LSP_H
#define CATGUT_EDITOR_LSP_H

/* Until `exit`, or the end of the input.  The exit status: 0; 1 for an `exit` without `shutdown`; 2
 * where JSON cannot be read here. */
int lsp_serve(void);

#endif
