// Written by Scripts/generate/explorer-page.py: the files of Sources/Explorer/Page.
#include "CExplorerPage.h"

// #embed is of C23; clang has it in every version of C, and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "../Explorer/Page/address.js"
};
static const unsigned char file1[] = {
#embed "../Explorer/Page/api.js"
};
static const unsigned char file2[] = {
#embed "../Explorer/Page/app.js"
};
static const unsigned char file3[] = {
#embed "../Explorer/Page/camera.js"
};
static const unsigned char file4[] = {
#embed "../Explorer/Page/card.js"
};
static const unsigned char file5[] = {
#embed "../Explorer/Page/cardfacts.js"
};
static const unsigned char file6[] = {
#embed "../Explorer/Page/cardforms.js"
};
static const unsigned char file7[] = {
#embed "../Explorer/Page/cardneighbors.js"
};
static const unsigned char file8[] = {
#embed "../Explorer/Page/cloud.js"
};
static const unsigned char file9[] = {
#embed "../Explorer/Page/coloring.js"
};
static const unsigned char file10[] = {
#embed "../Explorer/Page/dom.js"
};
static const unsigned char file11[] = {
#embed "../Explorer/Page/files.js"
};
static const unsigned char file12[] = {
#embed "../Explorer/Page/gestures.js"
};
static const unsigned char file13[] = {
#embed "../Explorer/Page/icon.svg"
};
static const unsigned char file14[] = {
#embed "../Explorer/Page/index.html"
};
static const unsigned char file15[] = {
#embed "../Explorer/Page/ink.js"
};
static const unsigned char file16[] = {
#embed "../Explorer/Page/labels.js"
};
static const unsigned char file17[] = {
#embed "../Explorer/Page/list.js"
};
static const unsigned char file18[] = {
#embed "../Explorer/Page/mapfigure.js"
};
static const unsigned char file19[] = {
#embed "../Explorer/Page/mappanel.js"
};
static const unsigned char file20[] = {
#embed "../Explorer/Page/maps.js"
};
static const unsigned char file21[] = {
#embed "../Explorer/Page/mapview.js"
};
static const unsigned char file22[] = {
#embed "../Explorer/Page/matrixhand.js"
};
static const unsigned char file23[] = {
#embed "../Explorer/Page/matrixink.js"
};
static const unsigned char file24[] = {
#embed "../Explorer/Page/matrixview.js"
};
static const unsigned char file25[] = {
#embed "../Explorer/Page/modelmap.js"
};
static const unsigned char file26[] = {
#embed "../Explorer/Page/modelview.js"
};
static const unsigned char file27[] = {
#embed "../Explorer/Page/neighbors.js"
};
static const unsigned char file28[] = {
#embed "../Explorer/Page/pairalign.js"
};
static const unsigned char file29[] = {
#embed "../Explorer/Page/pairview.js"
};
static const unsigned char file30[] = {
#embed "../Explorer/Page/pairword.js"
};
static const unsigned char file31[] = {
#embed "../Explorer/Page/palette.js"
};
static const unsigned char file32[] = {
#embed "../Explorer/Page/pane.js"
};
static const unsigned char file33[] = {
#embed "../Explorer/Page/raster.js"
};
static const unsigned char file34[] = {
#embed "../Explorer/Page/search.js"
};
static const unsigned char file35[] = {
#embed "../Explorer/Page/searchbox.js"
};
static const unsigned char file36[] = {
#embed "../Explorer/Page/shared.js"
};
static const unsigned char file37[] = {
#embed "../Explorer/Page/stage.js"
};
static const unsigned char file38[] = {
#embed "../Explorer/Page/statelink.js"
};
static const unsigned char file39[] = {
#embed "../Explorer/Page/studiesview.js"
};
static const unsigned char file40[] = {
#embed "../Explorer/Page/studyresult.js"
};
static const unsigned char file41[] = {
#embed "../Explorer/Page/style.css"
};
static const unsigned char file42[] = {
#embed "../Explorer/Page/textview.js"
};
static const unsigned char file43[] = {
#embed "../Explorer/Page/theme.js"
};
static const unsigned char file44[] = {
#embed "../Explorer/Page/tiles.js"
};
static const unsigned char file45[] = {
#embed "../Explorer/Page/tokentable.js"
};
static const unsigned char file46[] = {
#embed "../Explorer/Page/toolbar.js"
};
static const unsigned char file47[] = {
#embed "../Explorer/Page/vocabulary.js"
};
static const unsigned char file48[] = {
#embed "../Explorer/Page/webgl.js"
};
static const unsigned char file49[] = {
#embed "../Explorer/Page/workspace.js"
};

static const struct embedscope_page_file files[] = {
    {"address.js", file0, sizeof file0},
    {"api.js", file1, sizeof file1},
    {"app.js", file2, sizeof file2},
    {"camera.js", file3, sizeof file3},
    {"card.js", file4, sizeof file4},
    {"cardfacts.js", file5, sizeof file5},
    {"cardforms.js", file6, sizeof file6},
    {"cardneighbors.js", file7, sizeof file7},
    {"cloud.js", file8, sizeof file8},
    {"coloring.js", file9, sizeof file9},
    {"dom.js", file10, sizeof file10},
    {"files.js", file11, sizeof file11},
    {"gestures.js", file12, sizeof file12},
    {"icon.svg", file13, sizeof file13},
    {"index.html", file14, sizeof file14},
    {"ink.js", file15, sizeof file15},
    {"labels.js", file16, sizeof file16},
    {"list.js", file17, sizeof file17},
    {"mapfigure.js", file18, sizeof file18},
    {"mappanel.js", file19, sizeof file19},
    {"maps.js", file20, sizeof file20},
    {"mapview.js", file21, sizeof file21},
    {"matrixhand.js", file22, sizeof file22},
    {"matrixink.js", file23, sizeof file23},
    {"matrixview.js", file24, sizeof file24},
    {"modelmap.js", file25, sizeof file25},
    {"modelview.js", file26, sizeof file26},
    {"neighbors.js", file27, sizeof file27},
    {"pairalign.js", file28, sizeof file28},
    {"pairview.js", file29, sizeof file29},
    {"pairword.js", file30, sizeof file30},
    {"palette.js", file31, sizeof file31},
    {"pane.js", file32, sizeof file32},
    {"raster.js", file33, sizeof file33},
    {"search.js", file34, sizeof file34},
    {"searchbox.js", file35, sizeof file35},
    {"shared.js", file36, sizeof file36},
    {"stage.js", file37, sizeof file37},
    {"statelink.js", file38, sizeof file38},
    {"studiesview.js", file39, sizeof file39},
    {"studyresult.js", file40, sizeof file40},
    {"style.css", file41, sizeof file41},
    {"textview.js", file42, sizeof file42},
    {"theme.js", file43, sizeof file43},
    {"tiles.js", file44, sizeof file44},
    {"tokentable.js", file45, sizeof file45},
    {"toolbar.js", file46, sizeof file46},
    {"vocabulary.js", file47, sizeof file47},
    {"webgl.js", file48, sizeof file48},
    {"workspace.js", file49, sizeof file49},
};

const struct embedscope_page_file *embedscope_page_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
