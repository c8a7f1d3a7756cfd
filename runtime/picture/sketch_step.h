/* sketch_step.h -- a step of a line in a sketch. */
#ifndef CATGUT_PICTURE_SKETCH_STEP_H
#define CATGUT_PICTURE_SKETCH_STEP_H

/* M: go to; L: a line to; C: a curve to point 2, drawn by points 0 and 1 (Bezier). */
typedef struct SketchStep {
    char op;
    int x[3], y[3]; /* M and L have one point */
} SketchStep;

#endif
