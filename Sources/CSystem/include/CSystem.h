#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <sys/types.h>

/// What a program is started with; strings end with a zero byte, lists with a null pointer.
struct system_program {
  const char *path;
  char *const *arguments;
  char *const *environment;
  /// The working folder, or null for that of this process.
  const char *folder;
  /// A folder to remove if this process dies while the program runs, or null.
  const char *scratch;
  /// The most bytes of address space, or 0 for no limit.
  unsigned long long memory;
};

/// A program that runs as the leader of a process group.
struct system_process {
  pid_t leader;
  /// A process that ends the group if this process dies.
  pid_t guard;
  int guard_pipe;
  /// What the program writes, to be read without blocking.
  int output;
  int error;
};

/// Starts a program in its own process group, with no input, with default signals and no other open files.
/// Returns 0, or the error number.
int system_start(const struct system_program *program, struct system_process *process);

/// Whether the leader has ended; it is not reaped, so that its number stays its own.
int system_has_ended(const struct system_process *process);

/// Ends the guard, reaps the leader and closes the pipes; returns the leader's status. With `kills`, kills the group first.
int system_end(struct system_process *process, int kills);

/// Renames without replacing anything; returns 0, or the error number.
int system_rename_exclusively(const char *from, const char *to);

#endif
