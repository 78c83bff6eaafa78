/**
 * Calls `stop` once, when this process is asked to end (Ctrl-C, SIGTERM, SIGHUP) or the process that started it is gone.
 * `reason` is for people. The process goes on until `stop` has done its work; then it exits with `exitCode`.
 */
export function onEnd(stop: (reason: string) => Promise<void>, exitCode: number): void {
  let stopping = false;
  const end = (reason: string): void => {
    if (stopping) return;
    stopping = true;
    void stop(reason).finally(() => process.exit(exitCode));
  };
  process.on('SIGINT', () => {
    end('Ctrl-C');
  });
  process.on('SIGTERM', () => {
    end('SIGTERM');
  });
  process.on('SIGHUP', () => {
    end('the terminal was closed');
  });
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('the process that started this one is gone');
  }, 500).unref();
}
