#ifndef CASSETS_H
#define CASSETS_H

#include <stddef.h>

/// A file as it was when the program was compiled.
typedef struct {
  /// Relative to the folder of the files, "page/search.js".
  const char *path;
  const unsigned char *bytes;
  size_t count;
} CAsset;

/// The file with this path; its bytes are null where there is none.
CAsset report_asset(const char *path);

#endif
