/* page.c -- see page.h.
 *
 * Colours are variables, dark ones on dark screens only: paper is always white.  The policy in the
 * head forbids a browser to fetch or run anything, whatever stands in the body. */
#include "lang/report/page.h"

#include "lang/text/version.h"
#include "plot/plot.h"
#include "show/xml.h"

static void
put_colors(Sink *out)
{
    sink_put(out,
             ":root{color-scheme:light dark;--ink:#1d2330;--dim:#5b6474;--back:#ffffff;"
             "--shade:#f4f6fa;--line:#d5dae3;--link:#2b6cb0;--key:#7b3fa0;--ket:#0f6e5c;"
             "--number:#1f5fa8;--string:#8a4b08;--ok:#1f7a4d;--warn:#8a5a00;--bad:#b3261e;"
             "--badback:#fdf0ee}\n"
             "@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--dim:#a3acbb;"
             "--back:#171a21;--shade:#20252f;--line:#39414f;--link:#63a4e8;--key:#c9a0f0;"
             "--ket:#6ed3bb;--number:#8fbef5;--string:#eab16f;--ok:#68c08f;"
             "--warn:#e8b85c;--bad:#ff9c92;"
             "--badback:#3a2322}}\n");
}

static void
put_text_style(Sink *out)
{
    sink_put(out,
             "*{box-sizing:border-box}\n"
             "html{font-size:clamp(15px,11px + .7vw,22px);-webkit-text-size-adjust:100%}\n"
             "body{margin:0;background:var(--back);color:var(--ink);"
             "font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif;"
             "line-height:1.5}\n"
             "main{max-width:56rem;margin:0 auto;padding:1rem 1rem 3rem}\n"
             "article+article{border-top:1px solid var(--line);margin-top:3rem}\n"
             "h1{font-size:1.6rem;line-height:1.25;margin:1.5rem 0 .25rem;overflow-wrap:anywhere}\n"
             "p{margin:.6rem 0;overflow-wrap:anywhere}.tally,.law,.cut,footer{color:var(--dim)}\n"
             ".tally{margin-top:0}.ok{color:var(--ok)}.bad{color:var(--bad)}\n"
             ".tally .ok,.tally .bad{margin-left:.8rem}\n"
             "pre,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"
             "\"DejaVu Sans Mono\",monospace;font-size:.86em}\n"
             "nav{margin:1rem 0 2rem}nav li{margin:.2rem 0}a{color:var(--link)}\n"
             "footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:.5rem;"
             "font-size:.8rem}\n");
}

static void
put_block_style(Sink *out)
{
    sink_put(out,
             "pre{margin:.5rem 0;padding:.6rem .8rem;overflow-x:auto;line-height:1.45;"
             "border-radius:.35rem;tab-size:4}\n"
             "pre.src{background:var(--shade)}\n"
             "pre.out{border-left:3px solid var(--line);border-radius:0;"
             "padding:.1rem .8rem}\n"
             "pre.err{border-left:3px solid var(--bad);border-radius:0;background:var(--badback);"
             "color:var(--bad)}\n"
             ".math{overflow-x:auto;padding:.3rem 0}"
             ".math math{display:block math;width:max-content;margin:.3rem 0;font-size:1.1rem}\n"
             "pre.warn{border-left:3px solid var(--warn);border-radius:0;color:var(--warn)}\n"
             "pre.lines{padding:0 0 0 1rem}.note{max-width:44rem;margin:1.4rem 0 .6rem}\n"
             ".k{color:var(--key);font-weight:600}.f{color:var(--link)}.q{color:var(--ket)}"
             ".n{color:var(--number)}.s{color:var(--string)}.c{color:var(--dim)}\n"
             ".holds{color:var(--ok);-webkit-user-select:none;"
             "user-select:none}\n"
             "figure{margin:1rem 0;overflow-x:auto}"
             "figcaption{color:var(--dim);font-size:.85em}\n"
             "svg.catgut{display:block;max-width:none!important}svg.catgut .a{fill:var(--back)}\n"
             ".pair{display:flex;flex-wrap:wrap;gap:0 3rem;align-items:center}"
             ".pair figure{max-width:100%}\n"
             "details.source{border:0;padding:0}.source summary{color:var(--dim);"
             "font-size:.85em;padding:0}\n"
             "@media screen and (min-width:1200px){svg.catgut{zoom:1.25}}\n"
             ".panels{display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem;margin:1rem 0}\n"
             ".panels svg{height:auto;width:21rem;max-width:100%}\n"
             "details{border:1px solid var(--line);border-radius:.35rem;margin:.5rem 0;"
             "padding:0 .8rem}\n"
             "summary{cursor:pointer;padding:.5rem 0}summary span{white-space:pre-line}\n"
             "details[open]{padding-bottom:.4rem}.law{font-size:.9em}\n"
             "summary:focus-visible,pre:focus-visible{outline:2px solid var(--link)}\n");
}

/* On paper everything is unfolded, and nothing is cut off at the right. */
static void
put_print_style(Sink *out)
{
    sink_put(out,
             "@media print{html{font-size:10pt}main{max-width:none;padding:0}\n"
             "pre{white-space:pre-wrap;overflow-wrap:anywhere;overflow:visible;"
             "break-inside:avoid-page}\n"
             "pre.src{border:1px solid var(--line)}figure,svg,summary{break-inside:avoid}\n"
             "h1,.note,summary{break-after:avoid}summary{list-style:none}\n"
             "details::details-content{content-visibility:visible;display:block}\n"
             "details.source,footer{display:none}"
             "article+article{break-before:page;border:0}}\n");
}

static void
put_head(const char *title, Sink *out)
{
    sink_put(out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; img-src data:\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"generator\" content=\"catgut " CATGUT_VERSION "\">\n"
             "<link rel=\"icon\" href=\"data:,\">\n<title>");
    xml_write_string(title, out);
    sink_put(out, "</title>\n<style>\n");
    put_colors(out);
    put_text_style(out);
    put_block_style(out);
    plot_write_css(out);
    put_print_style(out);
    sink_put(out, "</style>\n</head>\n");
}

void
page_write(const char *title, const Sink *body, Sink *out)
{
    put_head(title, out);
    sink_put(out, "<body>\n<main>\n");
    sink_add(out, sink_text(body), body->count);
    sink_put(out, "<footer>Catgut " CATGUT_VERSION "</footer>\n</main>\n</body>\n</html>\n");
}
