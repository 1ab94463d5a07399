#pragma once
#include <stddef.h>

/// A file of the explorer's page, as it lies in Sources/Explorer/Page when the tool is built.
struct embedscope_page_file {
  /// The name below that folder, with `/` between folders.
  const char *name;
  const unsigned char *bytes;
  size_t count;
};

/// All files of the page, sorted by name, and how many there are; a test compares them with the folder.
const struct embedscope_page_file *embedscope_page_files(size_t *count);
