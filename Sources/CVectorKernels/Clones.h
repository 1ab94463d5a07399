// One source, compiled for several generations of processors, of which the loader picks the one it runs on.

#if defined(__x86_64__) && defined(__ELF__)
// A level and not a processor's name: by such a name only that maker's processors are known.
#define CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

#define LANES 16

/// Sixteen floats: one register, or two, or four.
typedef float Lanes __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int32_t Mask __attribute__((vector_size(4 * LANES)));

/// Sixteen floats from any address that floats may have.
#define LOAD(address) (*(const Lanes *)(address))
