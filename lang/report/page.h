/* page.h -- the frame of a page: HTML that needs nothing but itself. */
#ifndef CATGUT_REPORT_PAGE_H
#define CATGUT_REPORT_PAGE_H

#include "base/sink.h"

/* The page with this title (plain text) and this body (HTML: articles); where steps are folded
 * in it, one control unfolds them all. */
void page_write(const char *title, const Sink *body, bool folded, Sink *out);
/* Its style sheet, for whoever makes a page of his own. */
void page_write_style(Sink *out);

#endif
