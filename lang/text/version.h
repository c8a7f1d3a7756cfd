/* version.h -- which Catgut this is. */
#ifndef CATGUT_TEXT_VERSION_H
#define CATGUT_TEXT_VERSION_H

#define CATGUT_VERSION "0.1.0"

#endif
