/* mcp.h -- Catgut as a tool of language models: the Model Context Protocol over standard input and
 * output, a JSON-RPC message a line.
 *
 * Both kinds of revision are served, and the first message tells which: those up to 2025-11-25,
 * which begin with `initialize`, and the stateless 2026-07-28, where each request says its version
 * in `_meta`.  Each call of a tool brings the whole script along and runs in a session of its own,
 * without files and within limits. */
#ifndef CATGUT_MCP_H
#define CATGUT_MCP_H

/* Until the end of the input.  The exit status: 0, or 2 where JSON cannot be read here.  Where the
 * system refuses the memory of a message or an answer, the program ends with status 3; that of a
 * script ends its session alone. */
int mcp_serve(void);

#endif
