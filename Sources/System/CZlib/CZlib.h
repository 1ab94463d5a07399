#pragma once
#include <zlib.h>

/// `deflateInit2` is a macro, which Swift cannot see.
static inline int embedscope_deflate_init(z_stream *stream, int level, int strategy) {
  return deflateInit2(stream, level, Z_DEFLATED, 15, 9, strategy);
}

/// The same for gzip's own frame (RFC 1952), as answers over HTTP have it.
static inline int embedscope_gzip_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
