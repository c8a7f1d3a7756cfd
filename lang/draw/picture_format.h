/* picture_format.h -- the formats of pictures, by word and by suffix. */
#ifndef CATGUT_DRAW_PICTURE_FORMAT_H
#define CATGUT_DRAW_PICTURE_FORMAT_H

typedef enum PictureFormat {
    FORMAT_SCREEN, /* text that fits what it is printed on */
    FORMAT_TEXT,
    FORMAT_SVG,
    FORMAT_TIKZ,
    FORMAT_DOT,
    FORMAT_PNG,
    FORMAT_PDF,
    FORMAT_NONE
} PictureFormat;

/* By the suffix of a file. */
PictureFormat picture_format_of_file(const char *path);
/* By the word after `as`. */
PictureFormat picture_format_named(const char *as);

/* ".svg" */
const char *picture_suffix(PictureFormat f);
/* ".svg, .tex, ...": for messages. */
extern const char picture_suffixes[];

#endif
