#pragma once
#include <stddef.h>

/// Allocations of the calling thread, and their bytes.
typedef struct {
  size_t count;
  size_t bytes;
} Allocations;

/// Those since the thread began; always none where the C library is not glibc.
Allocations allocations_of_this_thread(void);
