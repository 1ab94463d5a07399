// Written by Scripts/generate/explorer-page.py: the files of Sources/Explorer/Page.
#include "CExplorerPage.h"

// #embed is of C23; clang has it in every version of C, and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "../Explorer/Page/index.html"
};
static const unsigned char file1[] = {
#embed "../Explorer/Page/start.js"
};

static const struct embedscope_page_file files[] = {
    {"index.html", file0, sizeof file0},
    {"start.js", file1, sizeof file1},
};

const struct embedscope_page_file *embedscope_page_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
