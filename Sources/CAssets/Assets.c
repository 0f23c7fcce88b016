#include "CAssets.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char page_page_js[] = {
#embed "page/page.js"
};
static const unsigned char page_search_js[] = {
#embed "page/search.js"
};
static const unsigned char page_previews_js[] = {
#embed "page/previews.js"
};
static const unsigned char page_figures_js[] = {
#embed "page/figures.js"
};
static const unsigned char page_values_js[] = {
#embed "page/values.js"
};
static const unsigned char page_tables_js[] = {
#embed "page/tables.js"
};
static const unsigned char page_rescaling_js[] = {
#embed "page/rescaling.js"
};
static const unsigned char page_explore_js[] = {
#embed "page/explore.js"
};
static const unsigned char page_paper_js[] = {
#embed "page/paper.js"
};
static const unsigned char preview_preview_js[] = {
#embed "preview/preview.js"
};
static const unsigned char gallery_index_md[] = {
#embed "gallery/index.md"
};
static const unsigned char gallery_marks_md[] = {
#embed "gallery/marks.md"
};
static const unsigned char gallery_scales_md[] = {
#embed "gallery/scales.md"
};
static const unsigned char gallery_themes_md[] = {
#embed "gallery/themes.md"
};
static const unsigned char gallery_kinds_md[] = {
#embed "gallery/kinds.md"
};
static const unsigned char gallery_cells_md[] = {
#embed "gallery/cells.md"
};
static const unsigned char new_index_md[] = {
#embed "new/index.md"
};
static const unsigned char new_chapter_md[] = {
#embed "new/chapter.md"
};
static const unsigned char new_references_bib[] = {
#embed "new/references.bib"
};
static const unsigned char new_pendulum_svg[] = {
#embed "new/pendulum.svg"
};

#define ASSET(path, bytes) {path, bytes, sizeof bytes}

static const CAsset assets[] = {
    ASSET("page/page.js", page_page_js),
    ASSET("page/search.js", page_search_js),
    ASSET("page/previews.js", page_previews_js),
    ASSET("page/figures.js", page_figures_js),
    ASSET("page/values.js", page_values_js),
    ASSET("page/tables.js", page_tables_js),
    ASSET("page/rescaling.js", page_rescaling_js),
    ASSET("page/explore.js", page_explore_js),
    ASSET("page/paper.js", page_paper_js),
    ASSET("preview/preview.js", preview_preview_js),
    ASSET("gallery/index.md", gallery_index_md),
    ASSET("gallery/marks.md", gallery_marks_md),
    ASSET("gallery/scales.md", gallery_scales_md),
    ASSET("gallery/themes.md", gallery_themes_md),
    ASSET("gallery/kinds.md", gallery_kinds_md),
    ASSET("gallery/cells.md", gallery_cells_md),
    ASSET("new/index.md", new_index_md),
    ASSET("new/chapter.md", new_chapter_md),
    ASSET("new/references.bib", new_references_bib),
    ASSET("new/pendulum.svg", new_pendulum_svg),
};

CAsset report_asset(const char *path) {
  for (size_t i = 0; i < sizeof assets / sizeof *assets; i++)
    if (strcmp(assets[i].path, path) == 0) return assets[i];
  return (CAsset){NULL, NULL, 0};
}
