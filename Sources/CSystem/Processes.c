#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

static int make_pipe(int ends[2]) {
#ifdef __linux__
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

static void close_all(int *descriptors, int count) {
  for (int index = 0; index < count; index++) {
    if (descriptors[index] >= 0) close(descriptors[index]);
  }
}

/// A child that borrows the memory of this process until it becomes a program: to copy the tables of a large memory takes
/// milliseconds, and then each page that is written to is copied too.
#ifdef __linux__
#define START_CHILD vfork
#else
#define START_CHILD fork
#endif

/// Closes every file from 3 on but one.
static void close_others(int kept) {
  long limit = sysconf(_SC_OPEN_MAX);
  if (limit < 0 || limit > 65536) limit = 65536;
#if defined(__linux__) && defined(CLOSE_RANGE_UNSHARE)
  int isClosed = kept <= 3 || close_range(3, kept - 1, 0) == 0;
  if (isClosed && close_range(kept + 1, ~0U, 0) == 0) return;
#endif
  for (int descriptor = 3; descriptor < limit; descriptor++) {
    if (descriptor != kept) close(descriptor);
  }
}

static void reset_signals(void) {
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/// In the child: says its number to the guard and becomes the program, or tells through `failure` why not.
static void become(const struct system_program *program, int input, int output, int error, int failure, int guard) {
  setpgid(0, 0);
  reset_signals();
  char line[24];
  int length = snprintf(line, sizeof line, "%ld\n", (long)getpid());
  // Written before the program begins, so that it never runs unguarded; without a guard it is not read.
  if (write(guard, line, (size_t)length) < 0) errno = 0;
  int isReady = dup2(input, 0) >= 0 && dup2(output, 1) >= 0 && dup2(error, 2) >= 0;
  if (isReady && program->memory > 0) {
    struct rlimit limit = {program->memory, program->memory};
    isReady = setrlimit(RLIMIT_AS, &limit) == 0;
  }
  if (isReady && program->folder) isReady = chdir(program->folder) == 0;
  if (isReady) {
    close_others(failure);
    execve(program->path, program->arguments, program->environment);
  }
  int number = errno;
  if (write(failure, &number, sizeof number) < 0) _exit(126);
  _exit(127);
}

/// In the guard: becomes a script that reads the number of the group, waits until this process ends the pipe or dies, ends the
/// group and removes the folder.
static void guard(int pipe, int silence, const char *scratch) {
  setpgid(0, 0);
  reset_signals();
  if (dup2(pipe, 0) < 0 || dup2(silence, 1) < 0 || dup2(silence, 2) < 0) _exit(126);
  close_others(2);
  const char *script =
      "read -r group; read -r end; [ -z \"$group\" ] || kill -s KILL -- \"-$group\"; [ -z \"$1\" ] || exec rm -rf -- \"$1\"";
  execl("/bin/sh", "sh", "-c", script, "guard", scratch, (char *)NULL);
  _exit(127);
}

static void end_guard(pid_t guard) {
  if (guard <= 0) return;
  kill(guard, SIGKILL);
  while (waitpid(guard, NULL, 0) < 0 && errno == EINTR) {}
}

int system_start(const struct system_program *program, struct system_process *process) {
  // The ends of the pipes for output, errors, failure and the guard, and the empty input.
  int ends[9] = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
  for (int index = 0; index < 8; index += 2) {
    if (make_pipe(ends + index) != 0) goto failed;
  }
  if ((ends[8] = open("/dev/null", O_RDONLY | O_CLOEXEC)) < 0) goto failed;
  // A standard stream that is closed would give its number to a pipe, which dup2 would overwrite.
  for (int index = 0; index < 9; index++) {
    if (ends[index] > 2) continue;
    int moved = fcntl(ends[index], F_DUPFD_CLOEXEC, 3);
    if (moved < 0) goto failed;
    close(ends[index]);
    ends[index] = moved;
  }
#ifdef __linux__
  // What a program leaves behind becomes a child of this process, which can find and end it.
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
  // No handler of this process may run in a child that shares its memory.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  pid_t watcher = START_CHILD();
  if (watcher == 0) guard(ends[6], ends[8], program->scratch);
  pid_t leader = START_CHILD();
  if (leader == 0) become(program, ends[8], ends[1], ends[3], ends[5], ends[7]);
  int reason = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  int number = 0;
  ssize_t count = 0;
  if (leader >= 0) {
    setpgid(leader, leader);
    close(ends[5]);
    ends[5] = -1;
    while ((count = read(ends[4], &number, sizeof number)) < 0 && errno == EINTR) {}
  }
  if (leader < 0 || count > 0) {
    end_guard(watcher);
    if (leader >= 0) waitpid(leader, NULL, 0);
    close_all(ends, 9);
    return leader < 0 ? reason : number;
  }
  *process = (struct system_process){
    .leader = leader, .guard = watcher, .guard_pipe = ends[7], .output = ends[0], .error = ends[2]};
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  fcntl(ends[2], F_SETFL, O_NONBLOCK);
  ends[0] = ends[2] = ends[7] = -1;
  close_all(ends, 9);
  return 0;

failed:;
  int problem = errno;
  close_all(ends, 9);
  return problem;
}

int system_has_ended(const struct system_process *process) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  return waitid(P_PID, process->leader, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

int system_end(struct system_process *process, int kills) {
  // The leader is not reaped yet, so no other group can have its number.
  if (kills) kill(-process->leader, SIGKILL);
  end_guard(process->guard);
  int status = 0;
  while (waitpid(process->leader, &status, 0) < 0 && errno == EINTR) {}
  close(process->guard_pipe);
  close(process->output);
  close(process->error);
  return status;
}

int system_rename_exclusively(const char *from, const char *to) {
#ifdef __linux__
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
#else
  if (renamex_np(from, to, RENAME_EXCL) == 0) return 0;
#endif
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) return errno;
  // A file system that cannot do it in one step.
  struct stat there;
  if (lstat(to, &there) == 0) return EEXIST;
  return rename(from, to) == 0 ? 0 : errno;
}
