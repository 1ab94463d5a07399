#pragma once
// Without C's complex numbers, which Swift cannot import.
#define LAPACK_COMPLEX_STRUCTURE
#include <lapacke.h>
