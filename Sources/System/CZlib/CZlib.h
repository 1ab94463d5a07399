#pragma once
#include <zlib.h>

/// `deflateInit2` is a macro, which Swift cannot see.
static inline int embedscope_deflate_init(z_stream *stream, int level, int strategy) {
  return deflateInit2(stream, level, Z_DEFLATED, 15, 9, strategy);
}
