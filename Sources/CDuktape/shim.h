#include <duktape.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/// The bytes a heap may still take, and the bytes that a script may still ask for in all, whether or not they are freed: a
/// measure of its work that is the same on every machine. An allocation beyond either fails, which a script meets as an error.
typedef struct {
  size_t left;
  size_t work;
} script_budget;

/// Takes `size` from the work that is left; nothing more is had once it is used up.
static inline int script_works(script_budget *budget, size_t size) {
  int enough = size <= budget->work;
  budget->work = enough ? budget->work - size : 0;
  return enough;
}

/// Before each block: its size, padded so that the block keeps malloc's alignment.
typedef union {
  size_t size;
  max_align_t alignment;
} script_block;

static inline void *script_allocate(void *budget, duk_size_t size) {
  script_budget *rest = (script_budget *)budget;
  if (size == 0 || size > rest->left || !script_works(rest, size)) return NULL;
  script_block *block = (script_block *)malloc(sizeof(script_block) + size);
  if (block == NULL) return NULL;
  block->size = size;
  rest->left -= size;
  return block + 1;
}

static inline void script_free(void *budget, void *pointer) {
  if (pointer == NULL) return;
  script_block *block = (script_block *)pointer - 1;
  ((script_budget *)budget)->left += block->size;
  free(block);
}

static inline void *script_reallocate(void *budget, void *pointer, duk_size_t size) {
  script_budget *rest = (script_budget *)budget;
  if (pointer == NULL) return script_allocate(budget, size);
  if (size == 0) {
    script_free(budget, pointer);
    return NULL;
  }
  script_block *block = (script_block *)pointer - 1;
  size_t old = block->size;
  if (size > rest->left + old || (size > old && !script_works(rest, size))) return NULL;
  block = (script_block *)realloc(block, sizeof(script_block) + size);
  if (block == NULL) return NULL;
  block->size = size;
  rest->left = rest->left + old - size;
  return block + 1;
}

/// What cannot be caught, an error outside every protected call: say it and leave with EX_SOFTWARE.
static inline void script_fatal(void *budget, const char *message) {
  (void)budget;
  fprintf(stderr, "error: the JavaScript engine failed: %s\n", message ? message : "no reason given");
  exit(70);
}

/// A heap that takes at most the bytes of `budget`, which must outlive it; NULL if memory is short.
static inline duk_context *script_heap(script_budget *budget) {
  return duk_create_heap(script_allocate, script_reallocate, script_free, budget, script_fatal);
}

/// Evaluates a script and leaves its value, or the error as text, on the stack for `script_result`; 0 is success.
static inline int script_evaluate(duk_context *context, const char *source, size_t length) {
  return duk_peval_lstring(context, source, length);
}

/// The text of the value on the top of the stack, valid until `duk_pop`.
static inline const char *script_result(duk_context *context, size_t *length) {
  duk_size_t count = 0;
  const char *text = duk_safe_to_lstring(context, -1, &count);
  *length = count;
  return text;
}

/// Compiles a script and leaves its function, or the error, on the stack; 0 is success.
static inline int script_compile(duk_context *context, const char *source, size_t length) {
  return duk_pcompile_lstring(context, 0, source, length);
}

static inline duk_ret_t script_dumping(duk_context *context, void *nothing) {
  (void)nothing;
  duk_dump_function(context);
  return 1;
}

/// Puts the engine's own code of the function on the stack in its place, or the error; 0 is success.
static inline int script_dump(duk_context *context) { return duk_safe_call(context, script_dumping, NULL, 1, 1); }

/// The bytes that `script_dump` left, valid until `duk_pop`.
static inline const void *script_bytes(duk_context *context, size_t *length) {
  duk_size_t count = 0;
  const void *bytes = duk_get_buffer(context, -1, &count);
  *length = count;
  return bytes;
}

typedef struct {
  const void *bytes;
  size_t length;
} script_code;

static inline duk_ret_t script_loading(duk_context *context, void *code) {
  const script_code *given = (const script_code *)code;
  duk_push_external_buffer(context);
  duk_config_buffer(context, -1, (void *)given->bytes, given->length);
  duk_load_function(context);
  return 1;
}

/// Runs code of `script_dump` and leaves the value or the error; 0 is success. Nothing is checked: other bytes may do anything.
static inline int script_run(duk_context *context, const void *bytes, size_t length) {
  script_code code = {bytes, length};
  int failure = duk_safe_call(context, script_loading, &code, 0, 1);
  return failure ? failure : duk_pcall(context, 0);
}
