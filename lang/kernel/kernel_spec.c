/* kernel_spec.c -- see kernel_spec.h. */
#include "lang/kernel/kernel_spec.h"

#include "base/memory.h"
#include "lang/text/library.h"
#include "lang/text/xdg_path.h"
#include "show/json.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The kernel, as seen from the standard library: installed, or in the source tree. */
static bool
find_kernel(char path[PATH_MAX])
{
    static const char *const places[] = {"../../jupyter/kernels/catgut", "../lang/kernel"};
    char *library = library_folder();
    bool found = false;
    for (size_t i = 0; library && !found && i < sizeof places / sizeof *places; i++) {
        Sink file;
        sink_init(&file);
        sink_print(&file, "%s/%s/catgut_kernel.py", library, places[i]);
        found = realpath(sink_text(&file), path) != NULL;
        sink_clear(&file);
    }
    memory_free(library);
    return found;
}

/* Jupyter puts the Python that it runs on itself in the place of "python3". */
static void
write_spec(const char *kernel, Sink *out)
{
    sink_put(out, "{\n \"argv\": [\"python3\", ");
    json_write_string(kernel, out);
    sink_put(out, ", \"-f\", \"{connection_file}\"],\n"
                  " \"display_name\": \"Catgut\",\n \"language\": \"catgut\"\n}\n");
}

static bool
put_file(const char *path, const Sink *text)
{
    FILE *f = path ? fopen(path, "w") : NULL;
    if (!f)
        return false;
    bool written = fwrite(sink_text(text), 1, text->count, f) == text->count;
    return fclose(f) == 0 && written;
}

/* To be freed; NULL where nothing says where a person's files are. */
static char *
spec_path(void)
{
    const char *own = getenv("JUPYTER_DATA_DIR");
    if (own && *own == '/')
        return xdg_path("JUPYTER_DATA_DIR", "", "kernels/catgut/kernel.json", true);
    return xdg_path("XDG_DATA_HOME", ".local/share", "jupyter/kernels/catgut/kernel.json", true);
}

/* Has the usual Python what a kernel needs?  It is not run for longer than it takes to look. */
static bool
has_ipykernel(void)
{
    return system("python3 -c 'import importlib.util as u, sys; "
                  "sys.exit(u.find_spec(\"ipykernel\") is None)' >/dev/null 2>&1") == 0;
}

bool
kernel_spec_write(Sink *out, Sink *err)
{
    char kernel[PATH_MAX];
    if (!find_kernel(kernel)) {
        sink_put(err, "catgut: there is no catgut_kernel.py beside what was installed\n");
        return false;
    }
    char *path = spec_path();
    Sink spec;
    sink_init(&spec);
    write_spec(kernel, &spec);
    bool written = put_file(path, &spec);
    if (written)
        sink_print(out, "wrote %s\n", path);
    else
        sink_print(err, "catgut: cannot write %s: %s\n", path ? path : "kernel.json",
                   path ? strerror(errno) : "HOME is not set");
    if (written && !has_ipykernel())
        sink_put(err, "catgut: python3 has no ipykernel, which notebooks need: `pip install "
                      "notebook` brings it\n");
    sink_clear(&spec);
    memory_free(path);
    return written;
}
