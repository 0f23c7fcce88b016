#ifndef LANES_H
#define LANES_H

/// The vector of 16 numbers that all sums are made of.
typedef float Lanes __attribute__((vector_size(64)));

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

#if defined(__x86_64__)
/// Compiled twice, for AVX2 and for AVX-512.
#define NARROW __attribute__((target("arch=x86-64-v3")))
#define WIDE __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define HAS_WIDE __builtin_cpu_supports("x86-64-v4")
#else
#define NARROW
#define WIDE
#define HAS_WIDE 0
#endif

#endif
