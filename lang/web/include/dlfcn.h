/* dlfcn.h -- for WebAssembly, where a module does not know from where it came. */
#ifndef CATGUT_WEB_DLFCN_H
#define CATGUT_WEB_DLFCN_H

typedef struct Dl_info {
    const char *dli_fname;
} Dl_info;

#define dladdr(address, info) ((void)(address), (info)->dli_fname = "", 0)

#endif
