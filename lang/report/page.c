/* page.c -- see page.h.
 *
 * Colours are variables, dark ones on dark screens only: paper is always white.  Pictures that
 * stand in a page take theirs from here, too.  The policy in the head forbids a browser to fetch or
 * run anything, whatever stands in the body. */
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
             "--badback:#fdf0ee;--latent:#7d3c98;--cut:#c0392b;--in:#1d7a46;--empty:#eceff4;"
             "--bar0:#2b6cb0;--bar1:#c05621;--bar2:#2f855a;--bar3:#805ad5}\n"
             "@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--dim:#a3acbb;"
             "--back:#171a21;--shade:#20252f;--line:#39414f;--link:#63a4e8;--key:#c9a0f0;"
             "--ket:#6ed3bb;--number:#8fbef5;--string:#eab16f;--ok:#68c08f;"
             "--warn:#e8b85c;--bad:#ff9c92;"
             "--badback:#3a2322;--latent:#cf9bf0;--cut:#ff8a7a;--in:#6fd598;--empty:#2a303b;"
             "--bar0:#63a4e8;--bar1:#f0965a;--bar2:#68c08f;--bar3:#b794f4}}\n");
}

/* Stronger than what a picture says of itself, by the name of its element. */
static void
put_picture_colors(Sink *out)
{
    sink_put(out,
             "svg.catgut .a{fill:var(--back)}"
             "svg.catgut .l,svg.catgut .a{stroke:var(--ink)}"
             "svg.catgut .s,svg.catgut .t{fill:var(--ink)}\n"
             "svg.catgut .latent.l,svg.catgut .latent.a{stroke:var(--latent)}"
             "svg.catgut .latent.s,svg.catgut .latent.t{fill:var(--latent)}\n"
             "svg.catgut .cut.l{stroke:var(--cut)}"
             "svg.catgut .in.l,svg.catgut .in.a{stroke:var(--in)}"
             "svg.catgut .in.s,svg.catgut .in.t{fill:var(--in)}"
             "svg.catgut .quiet.t{fill:var(--dim)}\n"
             "svg.plot text{fill:var(--ink)}svg.plot .d{fill:var(--dim)}"
             "svg.plot .a{stroke:var(--dim)}svg.plot .g{fill:var(--empty)}"
             "svg.plot .b{fill:var(--back)}\n"
             "svg.plot .p0{fill:var(--bar0)}svg.plot .p1{fill:var(--bar1)}"
             "svg.plot .p2{fill:var(--bar2)}svg.plot .p3{fill:var(--bar3)}\n");
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
             "pre{margin:.5rem 0;padding:.6rem .8rem;line-height:1.45;"
             "border-radius:.35rem;tab-size:4}\n"
             "pre.src{--under:var(--shade);background-color:var(--shade)}\n"
             "pre.out{border-left:3px solid var(--line);border-radius:0;"
             "padding:.1rem .8rem}\n"
             "pre.err{--under:var(--badback);border-left:3px solid var(--bad);border-radius:0;"
             "background-color:var(--badback);color:var(--bad)}\n"
             ".math{padding:.3rem 0}"
             ".math p{margin:.3rem 0;padding-left:1.5rem;text-indent:-1.5rem;"
             "font:1.1rem math,serif;"
             "overflow-wrap:normal}.math math{text-indent:0}\n"
             "pre.warn{border-left:3px solid var(--warn);border-radius:0;color:var(--warn)}\n"
             "pre.lines{padding:0 0 0 1rem}.note{max-width:44rem;margin:1.4rem 0 .6rem}\n"
             ".k{color:var(--key);font-weight:600}.f{color:var(--link)}.q{color:var(--ket)}"
             ".n{color:var(--number)}.s{color:var(--string)}.c{color:var(--dim)}\n"
             ".holds{color:var(--ok);-webkit-user-select:none;"
             "user-select:none}\n"
             "figure{margin:1rem 0}figcaption{color:var(--dim);font-size:.85em}\n"
             "svg.catgut{display:block;max-width:none!important}\n"
             ".pair{display:flex;flex-wrap:wrap;gap:0 3rem;align-items:center}"
             ".pair figure{max-width:100%}\n"
             "@media screen and (min-width:1200px){svg.catgut{zoom:1.25}}\n"
             ".panels{display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem;margin:1rem 0}\n"
             ".panels svg{height:auto;width:21rem;max-width:100%}\n");
}

/* What is wider than the screen scrolls and says so: a shadow on the side where more is (what
 * scrolls along covers it at the ends), and words where the browser can tell that there is more. */
static void
put_scroll_style(Sink *out)
{
    sink_put(out,
             "@media screen{pre,.math,figure{overflow-x:auto;"
             "background-image:linear-gradient(90deg,var(--under,var(--back)) 40%,transparent),"
             "linear-gradient(-90deg,var(--under,var(--back)) 40%,transparent),"
             "linear-gradient(90deg,var(--dim),transparent),"
             "linear-gradient(-90deg,var(--dim),transparent);"
             "background-position:0 0,100% 0,0 0,100% 0;background-repeat:no-repeat;"
             "background-size:2.5rem 100%,2.5rem 100%,.7rem 100%,.7rem 100%;"
             "background-attachment:local,local,scroll,scroll}\n"
             "pre::before,.math::before,figure::before{content:\"scrolls sideways \\2192\";"
             "position:sticky;left:0;display:block;height:0;padding-right:1rem;overflow:hidden;"
             "text-align:right;"
             "color:var(--dim);font:.75rem/1.6 system-ui,sans-serif;"
             "animation:more linear both;animation-timeline:scroll(nearest inline)}\n"
             "@keyframes more{from,to{height:1.6em}}}\n");
}

/* Steps fold one by one; one control unfolds all of them. */
static void
put_step_style(Sink *out)
{
    sink_put(out,
             "details{border:1px solid var(--line);border-radius:.35rem;margin:.5rem 0;"
             "padding:0 .8rem}\n"
             "summary{cursor:pointer;padding:.5rem 0}summary span{white-space:pre-line}\n"
             "details[open]{padding-bottom:.4rem}.law{font-size:.9em}\n"
             "summary:focus-visible,pre:focus-visible,#all:focus-visible+label{"
             "outline:2px solid var(--link)}\n"
             "details.source{border:0;padding:0}.source summary{color:var(--dim);"
             "font-size:.85em;padding:0}\n"
             "#all{position:absolute;opacity:0}"
             "label[for=all]{position:sticky;top:.5rem;z-index:1;float:right;cursor:pointer;"
             "padding:.15rem .7rem;font-size:.85rem;color:var(--link);background:var(--back);"
             "border:1px solid var(--line);border-radius:1rem}\n"
             "label .fold,#all:checked+label .unfold{display:none}"
             "#all:checked+label .fold{display:inline}\n"
             "#all:checked~article .step::details-content{display:block;"
             "content-visibility:visible}"
             "#all:checked~article .step>summary{list-style:none;pointer-events:none}\n");
}

/* On paper everything is unfolded, nothing is cut off at the right, and a heading stays with what
 * it is the heading of. */
static void
put_print_style(Sink *out)
{
    sink_put(out,
             "@media print{html{font-size:10pt}main{max-width:none;padding:0}\n"
             "pre{white-space:pre-wrap;overflow-wrap:anywhere;break-inside:avoid-page}\n"
             "pre.src{border:1px solid var(--line)}figure,svg,summary,.math,.step{"
             "break-inside:avoid}\n"
             "svg.catgut{max-width:100%!important;height:auto;max-height:80vh;zoom:1}"
             ".pair{display:block}\n"
             "h1,.note,summary,.math,.law{break-after:avoid}summary{list-style:none}\n"
             "details::details-content{content-visibility:visible;display:block}\n"
             "details.source,footer,#all,label{display:none}"
             "article+article{break-before:page;border:0}}\n");
}

void
page_write_style(Sink *out)
{
    put_colors(out);
    put_text_style(out);
    put_block_style(out);
    put_scroll_style(out);
    put_step_style(out);
    plot_write_css(out);
    put_picture_colors(out);
    put_print_style(out);
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
    page_write_style(out);
    sink_put(out, "</style>\n</head>\n");
}

void
page_write(const char *title, const Sink *body, bool folded, Sink *out)
{
    put_head(title, out);
    sink_put(out, "<body>\n<main>\n");
    if (folded)
        sink_put(out, "<input type=\"checkbox\" id=\"all\" autocomplete=\"off\"><label for=\"all\">"
                      "<span class=\"unfold\">unfold all steps</span>"
                      "<span class=\"fold\">fold them again</span></label>\n");
    sink_add(out, sink_text(body), body->count);
    sink_put(out, "<footer>Catgut " CATGUT_VERSION "</footer>\n</main>\n</body>\n</html>\n");
}
